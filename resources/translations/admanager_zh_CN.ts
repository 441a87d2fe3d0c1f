<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AbDialog</name>
        <message>
            <source>A new campaign</source>
            <translation>新广告活动</translation>
        </message>
        <message>
            <source>A/B set</source>
            <translation>A/B 组</translation>
        </message>
        <message>
            <source>Ad group</source>
            <translation>广告组</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>How many</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>Nothing is learned yet about which designs are clicked: these are the most different ones. Learn from impressions on the tab Models.</source>
            <translation>尚未学习哪些设计会被点击：这些是差异最大的设计。可在“模型”标签页从展示数据中学习。</translation>
        </message>
        <message>
            <source>Open the campaign</source>
            <translation>打开广告活动</translation>
        </message>
        <message>
            <source>Send to the campaign</source>
            <translation>发送到广告活动</translation>
        </message>
        <message>
            <source>The most different of the {count} design shown that are expected to do equally well.</source>
            <translation>在显示的 {count} 个设计中，选出预期效果相当且差异最大的。</translation>
        </message>
        <message>
            <source>The most different of the {count} designs shown that are expected to do equally well.</source>
            <translation>在显示的 {count} 个设计中，选出预期效果相当且差异最大的。</translation>
        </message>
        <message>
            <source>Their expected click-through rates lie between {low:.2%} and {high:.2%}.</source>
            <translation>其预期点击率在 {low:.2%} 与 {high:.2%} 之间。</translation>
        </message>
        <message>
            <source>{count} creative is in the campaign “{name}”.</source>
            <translation>{count} 个创意已在广告活动“{name}”中。</translation>
        </message>
        <message>
            <source>{count} creatives are in the campaign “{name}”.</source>
            <translation>{count} 个创意已在广告活动“{name}”中。</translation>
        </message>
    </context>
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About AdManager</source>
            <translation>关于 AdManager</translation>
        </message>
        <message>
            <source>An offline lab for marketers. Your data stays on this machine: there is no account, no server and no telemetry.</source>
            <translation>面向营销人员的离线实验室。您的数据始终保留在本机：没有账号，没有服务器，也没有遥测。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Made with</source>
            <translation>所用组件</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Version {version}, under the MIT licence</source>
            <translation>版本 {version}，采用 MIT 许可证</translation>
        </message>
    </context>
    <context>
        <name>ActivityPanel</name>
        <message>
            <source>Activity</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Close the activity panel</source>
            <translation>关闭活动面板</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Imports, trainings and simulations show up here while they run.</source>
            <translation>导入、训练和模拟在运行时显示在这里。</translation>
        </message>
        <message>
            <source>{count} jobs are running</source>
            <translation>{count} 个任务正在运行</translation>
        </message>
    </context>
    <context>
        <name>AdGroupCard</name>
        <message>
            <source>Ad group “{name}”</source>
            <translation>广告组“{name}”</translation>
        </message>
        <message>
            <source>Add creatives…</source>
            <translation>添加创意…</translation>
        </message>
        <message>
            <source>Bid of its own</source>
            <translation>单独出价</translation>
        </message>
        <message>
            <source>Budget of its own</source>
            <translation>单独预算</translation>
        </message>
        <message>
            <source>Creatives</source>
            <translation>创意</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Make further creatives</source>
            <translation>制作更多创意</translation>
        </message>
        <message>
            <source>Name of the ad group</source>
            <translation>广告组名称</translation>
        </message>
        <message>
            <source>No creative yet.</source>
            <translation>还没有创意。</translation>
        </message>
        <message>
            <source>Nobody is left out</source>
            <translation>不排除任何人</translation>
        </message>
        <message>
            <source>People in</source>
            <translation>包含人群</translation>
        </message>
        <message>
            <source>Remove this ad group</source>
            <translation>移除此广告组</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <source>Shares the rest</source>
            <translation>共享剩余预算</translation>
        </message>
        <message>
            <source>The campaign's</source>
            <translation>沿用广告活动</translation>
        </message>
        <message>
            <source>but not in</source>
            <translation>排除人群</translation>
        </message>
        <message>
            <source>not countable</source>
            <translation>无法计数</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
    </context>
    <context>
        <name>AnonymityTab</name>
        <message>
            <source>A count that may be told to anybody</source>
            <translation>可以公开的计数</translation>
        </message>
        <message>
            <source>All together</source>
            <translation>合计</translation>
        </message>
        <message>
            <source>Average risk</source>
            <translation>平均风险</translation>
        </message>
        <message>
            <source>Budget of the project</source>
            <translation>项目预算</translation>
        </message>
        <message>
            <source>By {column}</source>
            <translation>按 {column}</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV 文件 (*.csv)</translation>
        </message>
        <message>
            <source>Count by</source>
            <translation>计数依据</translation>
        </message>
        <message>
            <source>Count these people with noise</source>
            <translation>加噪声统计这些人</translation>
        </message>
        <message>
            <source>Different values (l)</source>
            <translation>不同取值数 (l)</translation>
        </message>
        <message>
            <source>Epsilon</source>
            <translation>Epsilon</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Excel workbooks (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>Groups by size</source>
            <translation>按大小分组</translation>
        </message>
        <message>
            <source>Highest risk</source>
            <translation>最高风险</translation>
        </message>
        <message>
            <source>Nothing in particular</source>
            <translation>没有特别指定</translation>
        </message>
        <message>
            <source>Parquet files (*.parquet)</source>
            <translation>Parquet 文件 (*.parquet)</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>People alike (k)</source>
            <translation>相似人数 (k)</translation>
        </message>
        <message>
            <source>People who agree in everything that others may know form a group. In a group of one, a person can be found.</source>
            <translation>在他人可能知道的各方面都相同的人组成一组。只有一个人的组里，这个人可以被认出。</translation>
        </message>
        <message>
            <source>See how well they are hidden</source>
            <translation>查看隐藏程度</translation>
        </message>
        <message>
            <source>Set the budget</source>
            <translation>设定预算</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Size of the group</source>
            <translation>组的大小</translation>
        </message>
        <message>
            <source>Smallest group (k)</source>
            <translation>最小的组 (k)</translation>
        </message>
        <message>
            <source>Stand alone</source>
            <translation>独自成组</translation>
        </message>
        <message>
            <source>The chance to find a person who is known to be in the table (prosecutor).</source>
            <translation>已知某人在表中时认出此人的概率（检察官模型）。</translation>
        </message>
        <message>
            <source>The share of all people that could be found by trying all (marketer).</source>
            <translation>逐一尝试时可被认出的人的比例（营销者模型）。</translation>
        </message>
        <message>
            <source>Values in a group (l)</source>
            <translation>每组取值数 (l)</translation>
        </message>
        <message>
            <source>What must not become known</source>
            <translation>不得泄露的内容</translation>
        </message>
        <message>
            <source>What others may know of a person</source>
            <translation>他人可能知道的信息</translation>
        </message>
        <message>
            <source>Write a table where k holds</source>
            <translation>写出满足 k 的表</translation>
        </message>
        <message>
            <source>Write a table where k holds…</source>
            <translation>写出满足 k 的表…</translation>
        </message>
        <message>
            <source>Write {file}</source>
            <translation>写入 {file}</translation>
        </message>
        <message>
            <source>Wrote {rows:,} people with k = {k:,} to {file}; {left:,} were left out. {steps}.</source>
            <translation>已将 {rows:,} 人写入 {file}，k = {k:,}；略去 {left:,} 人。{steps}。</translation>
        </message>
        <message>
            <source>each ± {margin:,}; groups below {threshold:,} are not shown</source>
            <translation>各 ± {margin:,}；低于 {threshold:,} 的组不显示</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>{count:,} of {rows:,} people are in a group smaller than {k:,}.</source>
            <translation>{rows:,} 人中有 {count:,} 人所在的组小于 {k:,}。</translation>
        </message>
        <message>
            <source>{count:,} without consent or on the do-not-contact list stay out.</source>
            <translation>未同意或在请勿联系名单上的 {count:,} 人不计入。</translation>
        </message>
        <message>
            <source>{count:,} ± {margin:,}</source>
            <translation>{count:,} ± {margin:,}</translation>
        </message>
        <message>
            <source>{count} of {rows:,} people is in a group smaller than {k:,}.</source>
            <translation>{rows:,} 人中有 {count} 人所在的组小于 {k:,}。</translation>
        </message>
        <message>
            <source>{count} without consent or on the do-not-contact list stays out.</source>
            <translation>未同意或在请勿联系名单上的 {count} 人不计入。</translation>
        </message>
        <message>
            <source>{left:.2f} of the privacy budget of {total:.2f} is left. Each answer costs its epsilon; a smaller one has more noise. The true count is in the margin in 95 of 100 cases.</source>
            <translation>隐私预算 {total:.2f} 还剩 {left:.2f}。每个回答花费其 epsilon；epsilon 越小噪声越大。真实计数有 95% 的机会落在误差范围内。</translation>
        </message>
        <message>
            <source>{low:,} and more</source>
            <translation>{low:,} 及以上</translation>
        </message>
    </context>
    <context>
        <name>AssumptionsCard</name>
        <message>
            <source>1 %, assumed</source>
            <translation>1 %（假设）</translation>
        </message>
        <message>
            <source>5 %, assumed</source>
            <translation>5 %（假设）</translation>
        </message>
        <message>
            <source>A model of this project gives every person a click probability of their own.</source>
            <translation>由本项目的模型给出每个人各自的点击概率。</translation>
        </message>
        <message>
            <source>A model of this project gives every person who clicked a conversion probability.</source>
            <translation>由本项目的模型给出每个点击者的转化概率。</translation>
        </message>
        <message>
            <source>Ad chances a day</source>
            <translation>每天的广告机会</translation>
        </message>
        <message>
            <source>After each impression, mood moves by its annoyance, and an own part of it stays; annoyance below 0.5 pleases (after RecSim's long-term satisfaction).</source>
            <translation>每次展示后，情绪随其烦扰程度变化，并保留自身的一部分；烦扰低于 0.5 时令人满意（参照 RecSim 的长期满意度）。</translation>
        </message>
        <message>
            <source>Annoyance of the first</source>
            <translation>首次展示的烦扰</translation>
        </message>
        <message>
            <source>Auction</source>
            <translation>竞价方式</translation>
        </message>
        <message>
            <source>Chance to leave when unhappy</source>
            <translation>不满时离开的概率</translation>
        </message>
        <message>
            <source>Clicks by model</source>
            <translation>用模型预测点击</translation>
        </message>
        <message>
            <source>Clicks without a model from</source>
            <translation>无模型时点击率来自</translation>
        </message>
        <message>
            <source>Conversions by model</source>
            <translation>用模型预测转化</translation>
        </message>
        <message>
            <source>Creatives</source>
            <translation>创意之间</translation>
        </message>
        <message>
            <source>Differences between people and creatives</source>
            <translation>人群与创意的差异</translation>
        </message>
        <message>
            <source>Effect on clicks</source>
            <translation>对点击的影响</translation>
        </message>
        <message>
            <source>Fewer assumptions</source>
            <translation>收起假设</translation>
        </message>
        <message>
            <source>From 1,000 imported impressions and 20 clicks on, rates and effects are fitted to them.</source>
            <translation>导入的展示达到 1,000 次、点击达到 20 次后，点击率和各项效应将据此拟合。</translation>
        </message>
        <message>
            <source>Further assumptions</source>
            <translation>更多假设</translation>
        </message>
        <message>
            <source>Growth by repetition</source>
            <translation>随重复的增长</translation>
        </message>
        <message>
            <source>How often a day a person comes to a place where an ad of this campaign could stand.</source>
            <translation>一个人每天来到可展示本活动广告的位置的次数。</translation>
        </message>
        <message>
            <source>If a bid's win rate is known from another campaign, the shape is chosen to meet it.</source>
            <translation>如果从其他广告活动得知某个出价的竞得率，则据此确定价格形状。</translation>
        </message>
        <message>
            <source>Imported impressions with costs give the prices; lost auctions with bids make them exact.</source>
            <translation>带有费用的导入展示提供价格；带有出价的落败竞价使其更准确。</translation>
        </message>
        <message>
            <source>Impressions to the peak</source>
            <translation>达到峰值的展示次数</translation>
        </message>
        <message>
            <source>Known win rate</source>
            <translation>已知竞得率</translation>
        </message>
        <message>
            <source>Market and traffic</source>
            <translation>市场与流量</translation>
        </message>
        <message>
            <source>Market's mean CPM</source>
            <translation>市场平均 CPM</translation>
        </message>
        <message>
            <source>Mean CTR of a first impression</source>
            <translation>首次展示的平均点击率</translation>
        </message>
        <message>
            <source>Mean conversion rate of clicks</source>
            <translation>点击的平均转化率</translation>
        </message>
        <message>
            <source>No model, only a mean rate</source>
            <translation>不用模型，只用平均率</translation>
        </message>
        <message>
            <source>Nobody knows these before a campaign ran. The simulation takes them as they stand here, and a run's report repeats them. Models answer for single people; a rate given here moves their mean.</source>
            <translation>在广告活动投放之前，没有人知道这些数值。模拟按此处的数值进行，运行报告也会列出它们。模型为每个人单独作答；此处给出的比率会调整其均值。</translation>
        </message>
        <message>
            <source>Noise of mood</source>
            <translation>情绪噪声</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Part of mood that stays</source>
            <translation>情绪保留比例</translation>
        </message>
        <message>
            <source>People, without a model</source>
            <translation>人与人之间（无模型）</translation>
        </message>
        <message>
            <source>Prices from</source>
            <translation>价格来自</translation>
        </message>
        <message>
            <source>Recovery from it (days)</source>
            <translation>疲劳恢复（天）</translation>
        </message>
        <message>
            <source>Revenue per conversion</source>
            <translation>每次转化收入</translation>
        </message>
        <message>
            <source>Rivals under several slots</source>
            <translation>多广告位时的对手数</translation>
        </message>
        <message>
            <source>Satisfaction of people</source>
            <translation>人群满意度</translation>
        </message>
        <message>
            <source>Second price: the winner pays the next bid. First price: the winner pays the own bid.</source>
            <translation>第二价格：胜者支付次高出价。第一价格：胜者支付自己的出价。</translation>
        </message>
        <message>
            <source>Shape of prices</source>
            <translation>价格形状</translation>
        </message>
        <message>
            <source>Share of bots</source>
            <translation>机器人占比</translation>
        </message>
        <message>
            <source>Spread of activity</source>
            <translation>活跃度离散程度</translation>
        </message>
        <message>
            <source>Standard deviations of the log-odds; what a single creative does is drawn from the seed. The spread of activity is a coefficient of variation.</source>
            <translation>均为对数几率的标准差；单个创意的效果由种子抽取。活跃度离散程度为变异系数。</translation>
        </message>
        <message>
            <source>Strength of fatigue</source>
            <translation>疲劳强度</translation>
        </message>
        <message>
            <source>Taste in creatives</source>
            <translation>对创意的偏好</translation>
        </message>
        <message>
            <source>The model's own</source>
            <translation>模型自身</translation>
        </message>
        <message>
            <source>The smaller, the wider prices vary. 1.2 resembles real second-price auctions.</source>
            <translation>越小，价格变化越大。1.2 接近真实的第二价格竞价。</translation>
        </message>
        <message>
            <source>Visitors that only click. The simulator knows them; the detector has to find them.</source>
            <translation>只会点击的访客。模拟器知道是谁；检测器必须把它们找出来。</translation>
        </message>
        <message>
            <source>Wear-in: gain at the peak</source>
            <translation>磨合效应：峰值增益</translation>
        </message>
        <message>
            <source>What the simulation assumes</source>
            <translation>模拟的假设</translation>
        </message>
        <message>
            <source>What the strongest competing bid costs on average; taken to be gamma distributed.</source>
            <translation>最高竞争出价的平均值；假定服从伽马分布。</translation>
        </message>
        <message>
            <source>at a CPM bid of</source>
            <translation>对应的 CPM 出价</translation>
        </message>
    </context>
    <context>
        <name>AttributeDetail</name>
        <message>
            <source>25 % are above</source>
            <translation>25 % 高于</translation>
        </message>
        <message>
            <source>25 % are below</source>
            <translation>25 % 低于</translation>
        </message>
        <message>
            <source>5 % are above</source>
            <translation>5 % 高于</translation>
        </message>
        <message>
            <source>5 % are below</source>
            <translation>5 % 低于</translation>
        </message>
        <message>
            <source>Distribution</source>
            <translation>分布</translation>
        </message>
        <message>
            <source>Distribution of {name}</source>
            <translation>{name} 的分布</translation>
        </message>
        <message>
            <source>Every value is missing.</source>
            <translation>所有值都缺失。</translation>
        </message>
        <message>
            <source>Highest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>Lowest</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Median</source>
            <translation>中位数</translation>
        </message>
        <message>
            <source>Most common values</source>
            <translation>最常见的值</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Use in a segment</source>
            <translation>用于细分人群</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>none missing</source>
            <translation>无缺失</translation>
        </message>
        <message>
            <source>{count:,} distinct values</source>
            <translation>{count:,} 个不同的值</translation>
        </message>
        <message>
            <source>{count} distinct value</source>
            <translation>{count} 个不同的值</translation>
        </message>
        <message>
            <source>{share} missing</source>
            <translation>{share} 缺失</translation>
        </message>
    </context>
    <context>
        <name>AttributeModel</name>
        <message>
            <source>Attribute</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Distinct</source>
            <translation>不同值</translation>
        </message>
        <message>
            <source>Distribution</source>
            <translation>分布</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
    </context>
    <context>
        <name>AttributesView</name>
        <message>
            <source>Attributes</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Find an attribute</source>
            <translation>查找属性</translation>
        </message>
        <message>
            <source>Read the attributes</source>
            <translation>读取属性</translation>
        </message>
        <message>
            <source>Reading the attributes…</source>
            <translation>正在读取属性…</translation>
        </message>
    </context>
    <context>
        <name>AttributionView</name>
        <message>
            <source>(not named)</source>
            <translation>（未命名）</translation>
        </message>
        <message>
            <source>A rule shares out what happened. What an ad truly added is another question: work out the true effects to see it beside each rule.</source>
            <translation>归因规则只是分配已发生的转化。广告真正带来了多少是另一个问题：请计算真实效果，与各规则并列查看。</translation>
        </message>
        <message>
            <source>By creative</source>
            <translation>按创意</translation>
        </message>
        <message>
            <source>By placement</source>
            <translation>按版位</translation>
        </message>
        <message>
            <source>Conversions credited</source>
            <translation>归因的转化</translation>
        </message>
        <message>
            <source>Nothing was credited.</source>
            <translation>没有可归因的转化。</translation>
        </message>
        <message>
            <source>Plays the run again, with five seeds, once with and once without each part. The people, their answers and the prices stay the same.</source>
            <translation>用五个种子重新模拟该运行，每个部分各做一次保留、一次去掉。人群、他们的反应和价格保持不变。</translation>
        </message>
        <message>
            <source>Reading the impressions of the run…</source>
            <translation>正在读取该运行的展示…</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>The dot is the true effect with its 95 % interval.</source>
            <translation>圆点为真实效果及其 95% 区间。</translation>
        </message>
        <message>
            <source>What gets the credit</source>
            <translation>归因对象</translation>
        </message>
        <message>
            <source>Work out again</source>
            <translation>重新计算</translation>
        </message>
        <message>
            <source>Work out true effects</source>
            <translation>计算真实效果</translation>
        </message>
    </context>
    <context>
        <name>AudienceModel</name>
        <message>
            <source>All of these</source>
            <translation>满足全部</translation>
        </message>
        <message>
            <source>Any of these</source>
            <translation>满足任一</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>全部不满足</translation>
        </message>
        <message>
            <source>Not all of these</source>
            <translation>不全部满足</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Whole number</source>
            <translation>整数</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>Yes or no</source>
            <translation>是或否</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>包含</translation>
        </message>
        <message>
            <source>does not contain</source>
            <translation>不包含</translation>
        </message>
        <message>
            <source>does not end with</source>
            <translation>结尾不是</translation>
        </message>
        <message>
            <source>does not start with</source>
            <translation>开头不是</translation>
        </message>
        <message>
            <source>ends with</source>
            <translation>结尾是</translation>
        </message>
        <message>
            <source>is</source>
            <translation>为</translation>
        </message>
        <message>
            <source>is above</source>
            <translation>大于</translation>
        </message>
        <message>
            <source>is after</source>
            <translation>晚于</translation>
        </message>
        <message>
            <source>is at least</source>
            <translation>不小于</translation>
        </message>
        <message>
            <source>is at most</source>
            <translation>不超过</translation>
        </message>
        <message>
            <source>is before</source>
            <translation>早于</translation>
        </message>
        <message>
            <source>is below</source>
            <translation>小于</translation>
        </message>
        <message>
            <source>is between</source>
            <translation>介于</translation>
        </message>
        <message>
            <source>is in</source>
            <translation>属于</translation>
        </message>
        <message>
            <source>is known</source>
            <translation>已知</translation>
        </message>
        <message>
            <source>is missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>is none of</source>
            <translation>不是其中任何一个</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>不为</translation>
        </message>
        <message>
            <source>is not between</source>
            <translation>不介于</translation>
        </message>
        <message>
            <source>is not in</source>
            <translation>不属于</translation>
        </message>
        <message>
            <source>is not on</source>
            <translation>不在当日</translation>
        </message>
        <message>
            <source>is on</source>
            <translation>在当日</translation>
        </message>
        <message>
            <source>is on or after</source>
            <translation>在当日或之后</translation>
        </message>
        <message>
            <source>is on or before</source>
            <translation>在当日或之前</translation>
        </message>
        <message>
            <source>is one of</source>
            <translation>是其中之一</translation>
        </message>
        <message>
            <source>starts with</source>
            <translation>开头是</translation>
        </message>
        <message>
            <source>{low} to {high}, median {median}</source>
            <translation>{low} 至 {high}，中位数 {median}</translation>
        </message>
    </context>
    <context>
        <name>AudiencePage</name>
        <message>
            <source>Attributes</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <source>Audience: {view}</source>
            <translation>受众：{view}</translation>
        </message>
        <message>
            <source>Best hours</source>
            <translation>最佳时段</translation>
        </message>
        <message>
            <source>Change “{name}”?</source>
            <translation>更改“{name}”？</translation>
        </message>
        <message>
            <source>Clusters</source>
            <translation>聚类</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete “{name}”?</source>
            <translation>删除“{name}”？</translation>
        </message>
        <message>
            <source>Deleted “{name}”.</source>
            <translation>已删除“{name}”。</translation>
        </message>
        <message>
            <source>Events, but nobody they belong to</source>
            <translation>有事件，但没有对应的人</translation>
        </message>
        <message>
            <source>Explore</source>
            <translation>探索</translation>
        </message>
        <message>
            <source>Export {file}</source>
            <translation>导出 {file}</translation>
        </message>
        <message>
            <source>Go to Data</source>
            <translation>前往“数据”</translation>
        </message>
        <message>
            <source>Import a file with one row for each person; their attributes and your segments appear here.</source>
            <translation>导入每人一行的文件；他们的属性和您的细分人群会显示在这里。</translation>
        </message>
        <message>
            <source>It is used in {uses}, where other people are found from now on.</source>
            <translation>它用于 {uses}，此后那里找到的人会随之改变。</translation>
        </message>
        <message>
            <source>It is used in {uses}, which will not find anybody through it any more. You can undo this.</source>
            <translation>它正用于 {uses}，删除后那里将不再通过它找到任何人。此操作可以撤销。</translation>
        </message>
        <message>
            <source>It is used in {uses}. They keep finding these people under the new name.</source>
            <translation>它用于 {uses}。改名后，它们仍会找到这些人。</translation>
        </message>
        <message>
            <source>Lookalikes</source>
            <translation>相似人群</translation>
        </message>
        <message>
            <source>Make people from the events</source>
            <translation>由事件生成人员</translation>
        </message>
        <message>
            <source>New segment</source>
            <translation>新建细分人群</translation>
        </message>
        <message>
            <source>Nobody here yet</source>
            <translation>这里还没有人</translation>
        </message>
        <message>
            <source>Nothing else uses it. You can undo this.</source>
            <translation>没有其他地方使用它。此操作可以撤销。</translation>
        </message>
        <message>
            <source>Overlap</source>
            <translation>重叠</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>RFM</source>
            <translation>RFM</translation>
        </message>
        <message>
            <source>Read the attributes</source>
            <translation>读取属性</translation>
        </message>
        <message>
            <source>Read what people did</source>
            <translation>读取人员行为</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>Rename “{before}” to “{name}”?</source>
            <translation>把“{before}”改名为“{name}”？</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Saved “{name}”.</source>
            <translation>已保存“{name}”。</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <source>The events name people by a key. Make a profile of each key, or import a file with one row for each person.</source>
            <translation>事件用键标识人员。可为每个键生成一个档案，或导入每人一行的文件。</translation>
        </message>
        <message>
            <source>The profile of {count} person tells now what they did.</source>
            <translation>{count} 人的档案现已包含其行为。</translation>
        </message>
        <message>
            <source>The profiles of {count:,} people tell now what they did.</source>
            <translation>{count:,} 人的档案现已包含其行为。</translation>
        </message>
        <message>
            <source>Views of the audience</source>
            <translation>受众的视图</translation>
        </message>
        <message>
            <source>Wrote {count:,} people to {file}.</source>
            <translation>已将 {count:,} 人写入 {file}。</translation>
        </message>
        <message>
            <source>Wrote {count} person to {file}.</source>
            <translation>已将 {count} 人写入 {file}。</translation>
        </message>
        <message>
            <source>{count:,} are held out.</source>
            <translation>随机留出 {count:,} 人。</translation>
        </message>
        <message>
            <source>{count:,} people on the do-not-contact list stayed out.</source>
            <translation>请勿联系名单上的 {count:,} 人未写入。</translation>
        </message>
        <message>
            <source>{count:,} people whom the platform could not know stayed out.</source>
            <translation>平台无法识别的 {count:,} 人未写入。</translation>
        </message>
        <message>
            <source>{count:,} people without consent stayed out.</source>
            <translation>{count:,} 名未同意者未包括在内。</translation>
        </message>
        <message>
            <source>{count} is held out.</source>
            <translation>随机留出 {count} 人。</translation>
        </message>
        <message>
            <source>{count} person on the do-not-contact list stayed out.</source>
            <translation>请勿联系名单上的 {count} 人未写入。</translation>
        </message>
        <message>
            <source>{count} person whom the platform could not know stayed out.</source>
            <translation>平台无法识别的 {count} 人未写入。</translation>
        </message>
        <message>
            <source>{count} person without consent stayed out.</source>
            <translation>{count} 名未同意者未包括在内。</translation>
        </message>
    </context>
    <context>
        <name>AuditDetail</name>
        <message>
            <source>added</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>cells reported</source>
            <translation>报告的单元格</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>更改</translation>
        </message>
        <message>
            <source>columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>currency</source>
            <translation>货币</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天数</translation>
        </message>
        <message>
            <source>do not contact</source>
            <translation>请勿联系</translation>
        </message>
        <message>
            <source>duplicates</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>entry</source>
            <translation>条目</translation>
        </message>
        <message>
            <source>epsilon</source>
            <translation>epsilon</translation>
        </message>
        <message>
            <source>events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>feedback removed</source>
            <translation>移除的反馈</translation>
        </message>
        <message>
            <source>headlines</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>held out</source>
            <translation>留作对照</translation>
        </message>
        <message>
            <source>impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>known</source>
            <translation>已有</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>未计入</translation>
        </message>
        <message>
            <source>left out without consent</source>
            <translation>因未同意而未计入</translation>
        </message>
        <message>
            <source>models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>people</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>platform</source>
            <translation>平台</translation>
        </message>
        <message>
            <source>producer</source>
            <translation>生成工具</translation>
        </message>
        <message>
            <source>products</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>rows imported</source>
            <translation>导入行数</translation>
        </message>
        <message>
            <source>rows read</source>
            <translation>读取行数</translation>
        </message>
        <message>
            <source>rows rejected</source>
            <translation>拒绝行数</translation>
        </message>
        <message>
            <source>rows removed</source>
            <translation>移除行数</translation>
        </message>
        <message>
            <source>rows restored</source>
            <translation>恢复行数</translation>
        </message>
        <message>
            <source>rows suppressed</source>
            <translation>因已删除而未导入的行数</translation>
        </message>
        <message>
            <source>rows updated</source>
            <translation>更新行数</translation>
        </message>
        <message>
            <source>table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>target</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>tests</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>unmatched</source>
            <translation>无法匹配</translation>
        </message>
        <message>
            <source>zone</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>{name}: {value}</source>
            <translation>{name}：{value}</translation>
        </message>
    </context>
    <context>
        <name>AuditModel</name>
        <message>
            <source>Chain</source>
            <translation>链</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>On</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>What</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>操作者</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>断裂</translation>
        </message>
        <message>
            <source>headlines</source>
            <translation>标题文案</translation>
        </message>
        <message>
            <source>import {number}</source>
            <translation>导入 {number}</translation>
        </message>
        <message>
            <source>not named</source>
            <translation>未具名</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>run {number}</source>
            <translation>模拟 {number}</translation>
        </message>
        <message>
            <source>the audit log</source>
            <translation>审计日志</translation>
        </message>
        <message>
            <source>the program</source>
            <translation>本程序</translation>
        </message>
        <message>
            <source>the project</source>
            <translation>本项目</translation>
        </message>
        <message>
            <source>whole</source>
            <translation>完整</translation>
        </message>
        <message>
            <source>zone and currency</source>
            <translation>时区与货币</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
    </context>
    <context>
        <name>BrandPanel</name>
        <message>
            <source>30 days</source>
            <translation>30 天</translation>
        </message>
        <message>
            <source>Accent</source>
            <translation>强调色</translation>
        </message>
        <message>
            <source>Ad language</source>
            <translation>广告语言</translation>
        </message>
        <message>
            <source>Ads in this kit</source>
            <translation>使用此品牌套件的广告</translation>
        </message>
        <message>
            <source>Ads promise only what is stated here.</source>
            <translation>广告只承诺这里写明的内容。</translation>
        </message>
        <message>
            <source>Ads run on</source>
            <translation>投放平台</translation>
        </message>
        <message>
            <source>An ad as a strip</source>
            <translation>横幅广告</translation>
        </message>
        <message>
            <source>An ad on a dark ground</source>
            <translation>深色底的广告</translation>
        </message>
        <message>
            <source>An ad on a light ground</source>
            <translation>浅色底的广告</translation>
        </message>
        <message>
            <source>At most 60 characters.</source>
            <translation>最多 60 个字符。</translation>
        </message>
        <message>
            <source>At most {limit} characters.</source>
            <translation>最多 {limit} 个字符。</translation>
        </message>
        <message>
            <source>Brand</source>
            <translation>品牌</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Delivery is free</source>
            <translation>免运费</translation>
        </message>
        <message>
            <source>Discount</source>
            <translation>折扣</translation>
        </message>
        <message>
            <source>Drawn with what is typed here, saved or not.</source>
            <translation>按此处填写的内容绘制，无论是否已保存。</translation>
        </message>
        <message>
            <source>Forbidden words</source>
            <translation>禁用词</translation>
        </message>
        <message>
            <source>Free trial</source>
            <translation>免费试用</translation>
        </message>
        <message>
            <source>Ground</source>
            <translation>底色</translation>
        </message>
        <message>
            <source>Industry</source>
            <translation>行业</translation>
        </message>
        <message>
            <source>It is new</source>
            <translation>是新品</translation>
        </message>
        <message>
            <source>Legal line</source>
            <translation>法律声明</translation>
        </message>
        <message>
            <source>Legal line in every ad</source>
            <translation>每个广告都带法律声明</translation>
        </message>
        <message>
            <source>Logo</source>
            <translation>标志</translation>
        </message>
        <message>
            <source>Logo on dark</source>
            <translation>深色底标志</translation>
        </message>
        <message>
            <source>Main</source>
            <translation>主色</translation>
        </message>
        <message>
            <source>PNG, JPEG or SVG; without a logo the name is set in type.</source>
            <translation>PNG、JPEG 或 SVG；没有标志时以文字排出名称。</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Price before</source>
            <translation>原价</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>产品</translation>
        </message>
        <message>
            <source>Product photo</source>
            <translation>产品照片</translation>
        </message>
        <message>
            <source>Promises</source>
            <translation>承诺</translation>
        </message>
        <message>
            <source>Save the brand kit</source>
            <translation>保存品牌套件</translation>
        </message>
        <message>
            <source>Separated by commas.</source>
            <translation>用逗号分隔。</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>This must not be empty.</source>
            <translation>不能为空。</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>字体</translation>
        </message>
        <message>
            <source>Type and voice</source>
            <translation>字体与语气</translation>
        </message>
        <message>
            <source>Type the line that must stand in every ad.</source>
            <translation>请输入每个广告都必须出现的声明。</translation>
        </message>
        <message>
            <source>Voice</source>
            <translation>语气</translation>
        </message>
        <message>
            <source>Where none is chosen, all are allowed.</source>
            <translation>一个都不选时，全部允许。</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>用词</translation>
        </message>
        <message>
            <source>{hex}, contrast {value:.1f}</source>
            <translation>{hex}，对比度 {value:.1f}</translation>
        </message>
        <message>
            <source>{picture}: choose a file</source>
            <translation>{picture}：选择文件</translation>
        </message>
        <message>
            <source>{picture}: take it away</source>
            <translation>{picture}：移除</translation>
        </message>
    </context>
    <context>
        <name>Breakdown</name>
        <message>
            <source>Add a condition to see how these people differ from everyone.</source>
            <translation>添加一个条件，即可看到这些人与所有人的差别。</translation>
        </message>
        <message>
            <source>Attribute</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Breakdown</source>
            <translation>构成</translation>
        </message>
        <message>
            <source>By</source>
            <translation>按</translation>
        </message>
    </context>
    <context>
        <name>BreakdownModel</name>
        <message>
            <source>Lift</source>
            <translation>提升度</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Share of everyone</source>
            <translation>占所有人的比例</translation>
        </message>
        <message>
            <source>Share of them</source>
            <translation>占这些人的比例</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>BrushBars</name>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>剩余</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{left:,} of {everyone:,} people</source>
            <translation>{everyone:,} 人中的 {left:,} 人</translation>
        </message>
    </context>
    <context>
        <name>BulkSheet</name>
        <message>
            <source>A sheet for the platform's bulk upload is written, with the ads as files in a folder beside it. The campaign in it is paused, and nothing is sent: you upload it yourself.</source>
            <translation>将写出供该平台批量上传的表格，广告文件放在旁边的文件夹里。表中的广告系列处于暂停状态，程序不会发送任何内容：由您自行上传。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>DE, AT</source>
            <translation>DE, AT</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Export for an ad platform</source>
            <translation>导出到广告平台</translation>
        </message>
        <message>
            <source>Export “{name}” for an ad platform</source>
            <translation>将“{name}”导出到广告平台</translation>
        </message>
        <message>
            <source>Germany, Austria</source>
            <translation>德国, 奥地利</translation>
        </message>
        <message>
            <source>Google Ads Editor: display campaign with image ads</source>
            <translation>Google Ads 编辑器：含图片广告的展示广告系列</translation>
        </message>
        <message>
            <source>Landing page</source>
            <translation>着陆页</translation>
        </message>
        <message>
            <source>Meta Ads Manager: campaign, ad sets and ads</source>
            <translation>Meta 广告管理工具：广告系列、广告组和广告</translation>
        </message>
        <message>
            <source>Microsoft Advertising: audience campaign with responsive ads</source>
            <translation>Microsoft Advertising：含自适应广告的受众广告系列</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>地区</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>平台</translation>
        </message>
        <message>
            <source>What is left to do on the platform:</source>
            <translation>还需在平台上完成：</translation>
        </message>
        <message>
            <source>“{file}” is written</source>
            <translation>已写出“{file}”</translation>
        </message>
    </context>
    <context>
        <name>CampaignList</name>
        <message>
            <source>Campaigns</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>Changed since its last run</source>
            <translation>上次运行后有更改</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Draft, not simulated yet</source>
            <translation>草稿，尚未模拟</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>Export for an ad platform…</source>
            <translation>导出到广告平台…</translation>
        </message>
        <message>
            <source>New campaign</source>
            <translation>新建广告活动</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Simulating, {share}</source>
            <translation>正在模拟，{share}</translation>
        </message>
        <message>
            <source>Simulation is starting</source>
            <translation>模拟正在启动</translation>
        </message>
        <message>
            <source>{count:,} runs</source>
            <translation>{count:,} 次运行</translation>
        </message>
        <message>
            <source>{count} run</source>
            <translation>{count} 次运行</translation>
        </message>
        <message>
            <source>{runs}, last {time}</source>
            <translation>{runs}，最近 {time}</translation>
        </message>
    </context>
    <context>
        <name>CampaignsPage</name>
        <message>
            <source>A campaign is called “{name}” already; choose another name.</source>
            <translation>已有名为“{name}”的广告活动；请另选名称。</translation>
        </message>
        <message>
            <source>A campaign says whom to reach with which creatives, when, and for how much. It is checked while you write it, and tried in a simulation before it costs anything.</source>
            <translation>广告活动规定用哪些创意、在何时、以多少花费触达哪些人。编写时即时检查，花钱之前先在模拟中试行。</translation>
        </message>
        <message>
            <source>Accelerated</source>
            <translation>加速</translation>
        </message>
        <message>
            <source>As it is bid</source>
            <translation>按出价方式</translation>
        </message>
        <message>
            <source>Assumed</source>
            <translation>假设值</translation>
        </message>
        <message>
            <source>Automatic (spends the budget best)</source>
            <translation>自动（最优使用预算）</translation>
        </message>
        <message>
            <source>Awareness</source>
            <translation>品牌认知</translation>
        </message>
        <message>
            <source>Best so far (epsilon-greedy)</source>
            <translation>目前最佳（ε-贪心）</translation>
        </message>
        <message>
            <source>By person (FTRL)</source>
            <translation>因人而异（FTRL）</translation>
        </message>
        <message>
            <source>By person (LinTS)</source>
            <translation>因人而异（LinTS）</translation>
        </message>
        <message>
            <source>By person (LinUCB)</source>
            <translation>因人而异（LinUCB）</translation>
        </message>
        <message>
            <source>By person (logistic Thompson)</source>
            <translation>因人而异（逻辑 Thompson）</translation>
        </message>
        <message>
            <source>By the clock</source>
            <translation>按时间均匀</translation>
        </message>
        <message>
            <source>By weight</source>
            <translation>按权重</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>Clicks</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Clicks (CPC)</source>
            <translation>点击（CPC）</translation>
        </message>
        <message>
            <source>Conversions</source>
            <translation>转化</translation>
        </message>
        <message>
            <source>Conversions (CPA)</source>
            <translation>转化（CPA）</translation>
        </message>
        <message>
            <source>Conversions at an agreed price</source>
            <translation>按约定价格的转化</translation>
        </message>
        <message>
            <source>Deleted “{name}”; its runs are kept, and undo brings it back.</source>
            <translation>已删除“{name}”；其运行已保留，撤销即可恢复。</translation>
        </message>
        <message>
            <source>Duplicate the campaign</source>
            <translation>创建广告活动副本</translation>
        </message>
        <message>
            <source>Dynamic programme (RLB)</source>
            <translation>动态规划（RLB）</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Export the campaign for an ad platform</source>
            <translation>将广告系列导出到广告平台</translation>
        </message>
        <message>
            <source>Export “{name}” for an ad platform</source>
            <translation>将“{name}”导出到广告平台</translation>
        </message>
        <message>
            <source>Fewer auctions</source>
            <translation>减少竞价次数</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>First price</source>
            <translation>第一价格</translation>
        </message>
        <message>
            <source>Fixed CPA</source>
            <translation>固定 CPA</translation>
        </message>
        <message>
            <source>Fixed CPC</source>
            <translation>固定 CPC</translation>
        </message>
        <message>
            <source>Fixed CPM</source>
            <translation>固定 CPM</translation>
        </message>
        <message>
            <source>Impressions (CPM)</source>
            <translation>展示（CPM）</translation>
        </message>
        <message>
            <source>Kept as “{name}”.</source>
            <translation>已保存为“{name}”。</translation>
        </message>
        <message>
            <source>Learned (Thompson)</source>
            <translation>自动学习（Thompson）</translation>
        </message>
        <message>
            <source>Learned, forgetting</source>
            <translation>学习并遗忘</translation>
        </message>
        <message>
            <source>Linear in the click chance</source>
            <translation>与点击概率成正比</translation>
        </message>
        <message>
            <source>Look for a better plan</source>
            <translation>寻找更好的方案</translation>
        </message>
        <message>
            <source>Lower bids (PID)</source>
            <translation>降低出价（PID）</translation>
        </message>
        <message>
            <source>Lower bids (dual)</source>
            <translation>降低出价（对偶）</translation>
        </message>
        <message>
            <source>New campaign</source>
            <translation>新建广告活动</translation>
        </message>
        <message>
            <source>No campaign yet</source>
            <translation>还没有广告活动</translation>
        </message>
        <message>
            <source>ORTB (price table)</source>
            <translation>ORTB（价格表）</translation>
        </message>
        <message>
            <source>Optimise</source>
            <translation>优化</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>计划</translation>
        </message>
        <message>
            <source>Plan a campaign, check it, and try it in simulation before it costs anything.</source>
            <translation>制定并检查广告活动计划，花钱之前先模拟试行。</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>正在运行</translation>
        </message>
        <message>
            <source>Second price</source>
            <translation>第二价格</translation>
        </message>
        <message>
            <source>Several slots (GSP)</source>
            <translation>多广告位（GSP）</translation>
        </message>
        <message>
            <source>Several slots (VCG)</source>
            <translation>多广告位（VCG）</translation>
        </message>
        <message>
            <source>Show the plan</source>
            <translation>显示计划</translation>
        </message>
        <message>
            <source>Show the simulation</source>
            <translation>显示模拟</translation>
        </message>
        <message>
            <source>Simulate the campaign</source>
            <translation>模拟广告活动</translation>
        </message>
        <message>
            <source>Simulate “{name}”</source>
            <translation>模拟“{name}”</translation>
        </message>
        <message>
            <source>Simulation</source>
            <translation>模拟</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Target CPA</source>
            <translation>目标 CPA</translation>
        </message>
        <message>
            <source>Target ROAS</source>
            <translation>目标 ROAS</translation>
        </message>
        <message>
            <source>The log, where there is one</source>
            <translation>日志（如有）</translation>
        </message>
        <message>
            <source>Traffic</source>
            <translation>流量</translation>
        </message>
        <message>
            <source>Upper bound (UCB1)</source>
            <translation>置信上界（UCB1）</translation>
        </message>
        <message>
            <source>With the traffic</source>
            <translation>跟随流量</translation>
        </message>
        <message>
            <source>oCPC</source>
            <translation>oCPC</translation>
        </message>
    </context>
    <context>
        <name>CardWords</name>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>Average precision</source>
            <translation>平均精确率</translation>
        </message>
        <message>
            <source>Boosting rounds kept, last model</source>
            <translation>保留的提升轮次（最后一个模型）</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>校准</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>校准误差</translation>
        </message>
        <message>
            <source>Calibration of clicks</source>
            <translation>点击的校准</translation>
        </message>
        <message>
            <source>Calibration of conversions</source>
            <translation>转化的校准</translation>
        </message>
        <message>
            <source>Card version</source>
            <translation>模型卡版本</translation>
        </message>
        <message>
            <source>Class taken</source>
            <translation>采用的类别</translation>
        </message>
        <message>
            <source>Columns taken</source>
            <translation>使用的列</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Divided</source>
            <translation>划分方式</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>轮数</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>模型族</translation>
        </message>
        <message>
            <source>File against trainer</source>
            <translation>文件与训练器</translation>
        </message>
        <message>
            <source>Fingerprint</source>
            <translation>指纹</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Generated by the program</source>
            <translation>由程序生成</translation>
        </message>
        <message>
            <source>Held out</source>
            <translation>留出集</translation>
        </message>
        <message>
            <source>How good it is</source>
            <translation>质量</translation>
        </message>
        <message>
            <source>How it was trained</source>
            <translation>训练方式</translation>
        </message>
        <message>
            <source>How often what came next was among its first ten at the new events</source>
            <translation>在新事件处，接下来的项目有多少排在前十名之内</translation>
        </message>
        <message>
            <source>How sure it is</source>
            <translation>把握程度</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>已导入</translation>
        </message>
        <message>
            <source>Inputs and their columns</source>
            <translation>输入及其列</translation>
        </message>
        <message>
            <source>Isotonic: {knots:,} steps</source>
            <translation>保序：{knots:,} 级</translation>
        </message>
        <message>
            <source>Judged by new rows</source>
            <translation>用新数据检验</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>Left out without consent</source>
            <translation>因未同意而排除</translation>
        </message>
        <message>
            <source>Log loss</source>
            <translation>对数损失</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>创建时间</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>创建程序</translation>
        </message>
        <message>
            <source>No: the file does not say what it predicts, so nothing can be compared.</source>
            <translation>不能：文件没有说明它预测什么，因此无从比较。</translation>
        </message>
        <message>
            <source>None needed</source>
            <translation>不需要</translation>
        </message>
        <message>
            <source>Not to be contacted</source>
            <translation>不得联系者</translation>
        </message>
        <message>
            <source>ONNX, self-contained</source>
            <translation>ONNX，自包含</translation>
        </message>
        <message>
            <source>Of them yes</source>
            <translation>其中为“是”</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Platt: slope {slope}, intercept {intercept}</source>
            <translation>Platt：斜率 {slope}，截距 {intercept}</translation>
        </message>
        <message>
            <source>Predicts</source>
            <translation>预测目标</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>概率</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>Rows a step</source>
            <translation>每步行数</translation>
        </message>
        <message>
            <source>Rows for stopping and calibrating</source>
            <translation>用于早停和校准的行</translation>
        </message>
        <message>
            <source>SHA-256</source>
            <translation>SHA-256</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>The file</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>The people who could not be asked about before: their rate and the AUC</source>
            <translation>以前还无法判断的人：他们的比例与 AUC</translation>
        </message>
        <message>
            <source>The same by chance</source>
            <translation>偶然校准误差</translation>
        </message>
        <message>
            <source>Their columns, the rate of a yes beside the one expected, and the AUC</source>
            <translation>各列的分布、实际与预计的“是”比例，以及 AUC</translation>
        </message>
        <message>
            <source>To calibrate</source>
            <translation>用于校准</translation>
        </message>
        <message>
            <source>To learn</source>
            <translation>用于学习</translation>
        </message>
        <message>
            <source>To stop in time</source>
            <translation>用于早停</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>Weight decay</source>
            <translation>权重衰减</translation>
        </message>
        <message>
            <source>What it is</source>
            <translation>基本信息</translation>
        </message>
        <message>
            <source>What it learned from</source>
            <translation>学习数据</translation>
        </message>
        <message>
            <source>Where they say who was treated: the difference that it made, and Qini</source>
            <translation>新数据注明谁受到干预时：干预带来的差异与 Qini</translation>
        </message>
        <message>
            <source>Whether it still holds</source>
            <translation>是否仍然适用</translation>
        </message>
        <message>
            <source>differ by {gap} at most</source>
            <translation>最大相差 {gap}</translation>
        </message>
        <message>
            <source>learned from in the end</source>
            <translation>最后也用于学习</translation>
        </message>
        <message>
            <source>the networks inside it lie {spread} from their mean on average</source>
            <translation>其内部各网络与它们的均值平均相差 {spread}</translation>
        </message>
        <message>
            <source>{count:,}, the best was {best:,}</source>
            <translation>{count:,} 轮，最佳为第 {best:,} 轮</translation>
        </message>
        <message>
            <source>{family}: {shares}</source>
            <translation>{family}：{shares}</translation>
        </message>
    </context>
    <context>
        <name>CellsModel</name>
        <message>
            <source>Days since the last</source>
            <translation>距上次天数</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>群组</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Purchases each</source>
            <translation>人均购买次数</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>ChangesModel</name>
        <message>
            <source>Setting of the plan</source>
            <translation>计划中的设置</translation>
        </message>
    </context>
    <context>
        <name>Chart</name>
        <message>
            <source>Chart actions</source>
            <translation>图表操作</translation>
        </message>
        <message>
            <source>Copy description</source>
            <translation>复制文字说明</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Save as {kind}…</source>
            <translation>另存为 {kind}…</translation>
        </message>
        <message>
            <source>Save the chart</source>
            <translation>保存图表</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Show {name}</source>
            <translation>显示 {name}</translation>
        </message>
        <message>
            <source>View as chart</source>
            <translation>以图表查看</translation>
        </message>
        <message>
            <source>View as table</source>
            <translation>以表格查看</translation>
        </message>
        <message>
            <source>{name}, high</source>
            <translation>{name}，上限</translation>
        </message>
        <message>
            <source>{name}, low</source>
            <translation>{name}，下限</translation>
        </message>
        <message>
            <source>{name}: {count} values from {low} to {high}, the last {last}.</source>
            <translation>{name}：{count} 个值，从 {low} 到 {high}，最后一个为 {last}。</translation>
        </message>
    </context>
    <context>
        <name>Chips</name>
        <message>
            <source>Take “{name}” out</source>
            <translation>移除“{name}”</translation>
        </message>
    </context>
    <context>
        <name>ChosenValue</name>
        <message>
            <source>Choose or type…</source>
            <translation>选择或输入…</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>CirclePlot</name>
        <message>
            <source>In exactly</source>
            <translation>恰好属于</translation>
        </message>
        <message>
            <source>In exactly {names}: {count:,}</source>
            <translation>恰好属于 {names}：{count:,}</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
    </context>
    <context>
        <name>ClustersTool</name>
        <message>
            <source>As many as fit</source>
            <translation>自动确定</translation>
        </message>
        <message>
            <source>Compact groups (k-means)</source>
            <translation>紧凑的群组（k-means）</translation>
        </message>
        <message>
            <source>Find groups</source>
            <translation>寻找群组</translation>
        </message>
        <message>
            <source>Find groups of people</source>
            <translation>寻找人群</translation>
        </message>
        <message>
            <source>Groups of any spread (mixture)</source>
            <translation>任意形状的群组（混合模型）</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>方法</translation>
        </message>
        <message>
            <source>Number of groups</source>
            <translation>群组数量</translation>
        </message>
        <message>
            <source>People who are alike are put into groups, and each group is described by what sets it apart. Nothing has to be known in advance.</source>
            <translation>把相似的人归为一组，并用各组与众不同之处来描述它。事先无需知道任何信息。</translation>
        </message>
        <message>
            <source>Save as segment</source>
            <translation>存为细分人群</translation>
        </message>
        <message>
            <source>Share of all people</source>
            <translation>占所有人的比例</translation>
        </message>
        <message>
            <source>The people have changed since these groups were made.</source>
            <translation>生成这些群组之后，人员数据有了变化。</translation>
        </message>
        <message>
            <source>Which kinds of people are there?</source>
            <translation>都有哪些类型的人？</translation>
        </message>
        <message>
            <source>{count:,} groups</source>
            <translation>{count:,} 个群组</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count:,} people in this group.</source>
            <translation>此群组有 {count:,} 人。</translation>
        </message>
        <message>
            <source>{count:,} with consent</source>
            <translation>{count:,} 人已同意</translation>
        </message>
        <message>
            <source>{count} group</source>
            <translation>{count} 个群组</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{count} person in this group.</source>
            <translation>此群组有 {count} 人。</translation>
        </message>
        <message>
            <source>{groups} that run into one another at their rims (silhouette {figure}).</source>
            <translation>{groups}，边缘处彼此交融（轮廓系数 {figure}）。</translation>
        </message>
        <message>
            <source>{groups}, but people lie between them as much as in them (silhouette {figure}): take them as a rough guide.</source>
            <translation>{groups}，但处于群组之间的人与群组内的一样多（轮廓系数 {figure}）：仅供粗略参考。</translation>
        </message>
        <message>
            <source>{groups}, clearly apart (silhouette {figure}).</source>
            <translation>{groups}，彼此分明（轮廓系数 {figure}）。</translation>
        </message>
    </context>
    <context>
        <name>ColumnChoice</name>
        <message>
            <source>A sequence reads all columns of the events, in the order in which things happened; there is nothing to choose.</source>
            <translation>序列模型按发生的先后读取事件的所有列，无需选择。</translation>
        </message>
        <message>
            <source>As advised</source>
            <translation>按建议</translation>
        </message>
        <message>
            <source>Choose what to predict. The columns are then looked through for leaks.</source>
            <translation>请选择预测目标。随后会检查各列是否存在泄漏。</translation>
        </message>
        <message>
            <source>Columns to learn from</source>
            <translation>用于学习的列</translation>
        </message>
        <message>
            <source>Look through the columns</source>
            <translation>检查各列</translation>
        </message>
        <message>
            <source>Use and leave out the columns that the leak guard proposes.</source>
            <translation>按泄漏检查的建议使用或略去各列。</translation>
        </message>
        <message>
            <source>{used} of {all} used</source>
            <translation>使用 {all} 列中的 {used} 列</translation>
        </message>
    </context>
    <context>
        <name>ColumnPanel</name>
        <message>
            <source>Click a column to see its values here.</source>
            <translation>点击某一列，在此查看其值。</translation>
        </message>
        <message>
            <source>Distinct values</source>
            <translation>不同的值</translation>
        </message>
        <message>
            <source>Distribution</source>
            <translation>分布</translation>
        </message>
        <message>
            <source>Distribution of {name}</source>
            <translation>{name} 的分布</translation>
        </message>
        <message>
            <source>Every row has a text of its own.</source>
            <translation>每一行的文本各不相同。</translation>
        </message>
        <message>
            <source>Every value is missing.</source>
            <translation>所有值都缺失。</translation>
        </message>
        <message>
            <source>Highest</source>
            <translation>最大值</translation>
        </message>
        <message>
            <source>Lowest</source>
            <translation>最小值</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>平均值</translation>
        </message>
        <message>
            <source>Median</source>
            <translation>中位数</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>Most common values</source>
            <translation>最常见的值</translation>
        </message>
        <message>
            <source>No column chosen</source>
            <translation>未选择列</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>{count:,} other values</source>
            <translation>其他 {count:,} 个值</translation>
        </message>
        <message>
            <source>{count} other value</source>
            <translation>其他 {count} 个值</translation>
        </message>
    </context>
    <context>
        <name>ColumnsModel</name>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Empty cells are missing, and these words: {words}. Double-click to change them.</source>
            <translation>空单元格以及以下词语视为缺失：{words}。双击可修改。</translation>
        </message>
        <message>
            <source>Empty cells are missing. Double-click to name words that mean the same.</source>
            <translation>空单元格视为缺失。双击可填写含义相同的词语。</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>Kept all the same. {reason}</source>
            <translation>仍然保留。{reason}</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Stored as</source>
            <translation>存储为</translation>
        </message>
        <message>
            <source>This column cannot be used.</source>
            <translation>此列不能使用。</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>检查结果</translation>
        </message>
        <message>
            <source>{type}, {order}</source>
            <translation>{type}，{order}</translation>
        </message>
    </context>
    <context>
        <name>ColumnsTable</name>
        <message>
            <source>Columns of the file</source>
            <translation>文件中的列</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Find a page or an action</source>
            <translation>查找页面或操作</translation>
        </message>
        <message>
            <source>Nothing fits.</source>
            <translation>没有匹配项。</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>转到(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>About AdManager</source>
            <translation>关于 AdManager</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Check the project file</source>
            <translation>检查项目文件</translation>
        </message>
        <message>
            <source>Close project</source>
            <translation>关闭项目</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Find an action…</source>
            <translation>查找操作…</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>New project…</source>
            <translation>新建项目…</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>Open project…</source>
            <translation>打开项目…</translation>
        </message>
        <message>
            <source>Open recent</source>
            <translation>打开最近的项目</translation>
        </message>
        <message>
            <source>Open the demo</source>
            <translation>打开演示项目</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Redo: {what}</source>
            <translation>重做：{what}</translation>
        </message>
        <message>
            <source>Save a copy as…</source>
            <translation>另存副本…</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>设置…</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Undo: {what}</source>
            <translation>撤销：{what}</translation>
        </message>
        <message>
            <source>{name} (missing)</source>
            <translation>{name}（已丢失）</translation>
        </message>
    </context>
    <context>
        <name>CompareTool</name>
        <message>
            <source>Attributes</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Compared with</source>
            <translation>比较对象</translation>
        </message>
        <message>
            <source>Comparing…</source>
            <translation>正在比较…</translation>
        </message>
        <message>
            <source>Lift</source>
            <translation>提升度</translation>
        </message>
        <message>
            <source>Lift with its 95 % interval</source>
            <translation>提升度及其 95 % 区间</translation>
        </message>
        <message>
            <source>Save a segment; then you see here what sets its people apart from everyone.</source>
            <translation>保存一个细分人群后，这里会显示其中的人与所有人有何不同。</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <source>What sets them apart most: lift with its 95 % interval</source>
            <translation>最显著的差别：提升度及其 95 % 区间</translation>
        </message>
        <message>
            <source>everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>everyone else</source>
            <translation>其他所有人</translation>
        </message>
        <message>
            <source>{column}: lift with its 95 % interval</source>
            <translation>{column}：提升度及其 95 % 区间</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{inside} of the segment, {everyone} in the comparison</source>
            <translation>细分人群中占 {inside}，比较对象中占 {everyone}</translation>
        </message>
        <message>
            <source>{people} of {total:,}. A lift of 2 means: twice as common among them as in the comparison.</source>
            <translation>{total:,} 人中的 {people}。提升度为 2 表示：在他们之中的常见程度是比较对象的两倍。</translation>
        </message>
    </context>
    <context>
        <name>CompareView</name>
        <message>
            <source>All runs</source>
            <translation>所有运行</translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>Nothing: both runs played the same plan.</source>
            <translation>没有差异：两次运行使用同一计划。</translation>
        </message>
        <message>
            <source>Run A</source>
            <translation>运行 A</translation>
        </message>
        <message>
            <source>Run B</source>
            <translation>运行 B</translation>
        </message>
        <message>
            <source>To find a difference of {lift}, plan about {planned:,} clicks in each; there are {events:,}.</source>
            <translation>要发现 {lift} 的差异，每个运行大约需要 {planned:,} 次点击；目前有 {events:,} 次。</translation>
        </message>
        <message>
            <source>To find a difference of {lift}, plan about {planned:,} conversions in each; there are {events:,}.</source>
            <translation>要发现 {lift} 的差异，每个运行大约需要 {planned:,} 次转化；目前有 {events:,} 次。</translation>
        </message>
        <message>
            <source>What differs in the plans</source>
            <translation>计划的不同之处</translation>
        </message>
        <message>
            <source>What the runs say</source>
            <translation>两次运行说明了什么</translation>
        </message>
        <message>
            <source>{figure}: not enough data to tell the runs apart.</source>
            <translation>{figure}：数据不足，无法区分两次运行。</translation>
        </message>
        <message>
            <source>{figure}: not enough data to tell the runs apart. A single look would name “{better}” ({interval}); who looks again and again would be misled too often by that.</source>
            <translation>{figure}：数据不足，无法区分两次运行。只看一次会选“{better}”（{interval}）；但反复查看的人会因此过于频繁地被误导。</translation>
        </message>
        <message>
            <source>{figure}: “{better}” does better than “{other}”; B against A is {gap}, and however often you look, with 95 % confidence {interval}.</source>
            <translation>{figure}：“{better}”优于“{other}”；B 相对 A 为 {gap}，无论查看多少次，95 % 置信区间为 {interval}。</translation>
        </message>
    </context>
    <context>
        <name>ConceptsView</name>
        <message>
            <source>Accent of the brand kit</source>
            <translation>作为品牌套件的强调色</translation>
        </message>
        <message>
            <source>Any class</source>
            <translation>任意类别</translation>
        </message>
        <message>
            <source>Any colour</source>
            <translation>任意颜色</translation>
        </message>
        <message>
            <source>As their ground</source>
            <translation>用作背景</translation>
        </message>
        <message>
            <source>As their picture</source>
            <translation>用作图片</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Concept {number}</source>
            <translation>概念图 {number}</translation>
        </message>
        <message>
            <source>Concepts</source>
            <translation>概念图</translation>
        </message>
        <message>
            <source>In the forms of this concept and the colours of the brand; a real photo stays a photo.</source>
            <translation>采用此构思的形状和品牌的颜色；真实照片保持不变。</translation>
        </message>
        <message>
            <source>Main colour of the brand kit</source>
            <translation>作为品牌套件的主色</translation>
        </message>
        <message>
            <source>Make concepts</source>
            <translation>生成概念图</translation>
        </message>
        <message>
            <source>Nearest of your photos</source>
            <translation>最接近的真实照片</translation>
        </message>
        <message>
            <source>Pictures that the model makes up appear here, with their colours and the real photos nearest to them.</source>
            <translation>模型生成的图片会显示在此处，并附其颜色与最相近的真实照片。</translation>
        </message>
        <message>
            <source>Use in designs</source>
            <translation>用于设计</translation>
        </message>
        <message>
            <source>Use the colour {colour}</source>
            <translation>使用颜色 {colour}</translation>
        </message>
    </context>
    <context>
        <name>ConditionRow</name>
        <message>
            <source>Attribute</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>比较方式</translation>
        </message>
        <message>
            <source>Remove this condition</source>
            <translation>移除此条件</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>细分人群</translation>
        </message>
    </context>
    <context>
        <name>CorrectDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>更正</translation>
        </message>
        <message>
            <source>Correct a value</source>
            <translation>更正一个值</translation>
        </message>
        <message>
            <source>No value</source>
            <translation>无值</translation>
        </message>
        <message>
            <source>Scores that models gave before stay as they are until the people are scored again. An import that updates this column writes over it.</source>
            <translation>模型先前给出的评分保持不变，直到重新评分。更新此列的导入会覆盖更正后的值。</translation>
        </message>
    </context>
    <context>
        <name>CrashNote</name>
        <message>
            <source>AdManager ended unexpectedly last time</source>
            <translation>AdManager 上次意外退出</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>It was started at {time} and had “{name}” open. Everything up to the last finished operation is in the file; an unfinished one left no trace.</source>
            <translation>它于 {time} 启动，当时打开着“{name}”。直到最后一次完成的操作为止，内容都在文件中；未完成的操作没有留下任何痕迹。</translation>
        </message>
        <message>
            <source>It was started at {time}; no project was open.</source>
            <translation>它于 {time} 启动；当时没有打开项目。</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>Open the project</source>
            <translation>打开该项目</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
    </context>
    <context>
        <name>CreativeDialog</name>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add creatives</source>
            <translation>添加创意</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose one or several.</source>
            <translation>请选择一个或多个。</translation>
        </message>
        <message>
            <source>Creatives of the project</source>
            <translation>项目中的创意</translation>
        </message>
    </context>
    <context>
        <name>CreativeTile</name>
        <message>
            <source>Take “{name}” out</source>
            <translation>移除“{name}”</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>Weight of “{name}”</source>
            <translation>“{name}”的权重</translation>
        </message>
        <message>
            <source>not in the project</source>
            <translation>不在项目中</translation>
        </message>
    </context>
    <context>
        <name>CreativesPage</name>
        <message>
            <source>A button in contrast</source>
            <translation>对比色按钮</translation>
        </message>
        <message>
            <source>A larger button</source>
            <translation>更大的按钮</translation>
        </message>
        <message>
            <source>A larger headline</source>
            <translation>更大的标题</translation>
        </message>
        <message>
            <source>A picture with corners</source>
            <translation>直角图片</translation>
        </message>
        <message>
            <source>A quieter background</source>
            <translation>更安静的背景</translation>
        </message>
        <message>
            <source>A round picture</source>
            <translation>圆形图片</translation>
        </message>
        <message>
            <source>A rounded picture</source>
            <translation>圆角图片</translation>
        </message>
        <message>
            <source>A smaller button</source>
            <translation>更小的按钮</translation>
        </message>
        <message>
            <source>A smaller headline</source>
            <translation>更小的标题</translation>
        </message>
        <message>
            <source>A solid button</source>
            <translation>实心按钮</translation>
        </message>
        <message>
            <source>A stronger background</source>
            <translation>更强的背景</translation>
        </message>
        <message>
            <source>Accent colour</source>
            <translation>强调色</translation>
        </message>
        <message>
            <source>Affluence</source>
            <translation>富裕程度</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>年龄</translation>
        </message>
        <message>
            <source>An arched picture</source>
            <translation>拱形图片</translation>
        </message>
        <message>
            <source>An outlined button</source>
            <translation>描边按钮</translation>
        </message>
        <message>
            <source>Awareness</source>
            <translation>品牌认知</translation>
        </message>
        <message>
            <source>Badge</source>
            <translation>角标</translation>
        </message>
        <message>
            <source>Band</source>
            <translation>色带</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>黑色</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>蓝色</translation>
        </message>
        <message>
            <source>Body text</source>
            <translation>正文</translation>
        </message>
        <message>
            <source>Brand kit</source>
            <translation>品牌套件</translation>
        </message>
        <message>
            <source>Brand name</source>
            <translation>品牌名称</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>棕色</translation>
        </message>
        <message>
            <source>Button label</source>
            <translation>按钮文字</translation>
        </message>
        <message>
            <source>Button shape</source>
            <translation>按钮形状</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>卡片</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>中文</translation>
        </message>
        <message>
            <source>Choose an A/B set</source>
            <translation>选择 A/B 组</translation>
        </message>
        <message>
            <source>Columns that say nothing of a design: {columns}.</source>
            <translation>与设计无关的列：{columns}。</translation>
        </message>
        <message>
            <source>Condensed</source>
            <translation>紧凑</translation>
        </message>
        <message>
            <source>Condensed type</source>
            <translation>窄体字</translation>
        </message>
        <message>
            <source>Conversions</source>
            <translation>转化</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>文案</translation>
        </message>
        <message>
            <source>Creatives</source>
            <translation>创意</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Deep main colour</source>
            <translation>深主色</translation>
        </message>
        <message>
            <source>Design {number}: {name}</source>
            <translation>设计 {number}：{name}</translation>
        </message>
        <message>
            <source>Designs</source>
            <translation>设计</translation>
        </message>
        <message>
            <source>Diagonal</source>
            <translation>斜线</translation>
        </message>
        <message>
            <source>Drop to have this picture as the logo</source>
            <translation>松开即可将此图片用作徽标</translation>
        </message>
        <message>
            <source>Drop to have this picture as the photo</source>
            <translation>松开即可将此图片用作照片</translation>
        </message>
        <message>
            <source>Drop to import past ads; the design model learns from them, too</source>
            <translation>松开即可导入以往的广告；设计模型也会从中学习</translation>
        </message>
        <message>
            <source>Drop to load this image generator; it is checked first</source>
            <translation>松开即可载入此图像生成器；会先行检查</translation>
        </message>
        <message>
            <source>Drop to train an image model on these photos</source>
            <translation>松开即可用这些照片训练图像模型</translation>
        </message>
        <message>
            <source>E-commerce</source>
            <translation>电商</translation>
        </message>
        <message>
            <source>Edit the brand kit</source>
            <translation>编辑品牌套件</translation>
        </message>
        <message>
            <source>Elegant</source>
            <translation>优雅</translation>
        </message>
        <message>
            <source>Elegant type</source>
            <translation>优雅字体</translation>
        </message>
        <message>
            <source>English</source>
            <translation>英文</translation>
        </message>
        <message>
            <source>Entertainment</source>
            <translation>娱乐</translation>
        </message>
        <message>
            <source>Export designs</source>
            <translation>导出设计</translation>
        </message>
        <message>
            <source>Export {count} design</source>
            <translation>导出 {count} 个设计</translation>
        </message>
        <message>
            <source>Export {count} designs</source>
            <translation>导出 {count} 个设计</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Finance</source>
            <translation>金融</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>边框</translation>
        </message>
        <message>
            <source>Frequency</source>
            <translation>频次</translation>
        </message>
        <message>
            <source>Friendly</source>
            <translation>亲切</translation>
        </message>
        <message>
            <source>Friendly type</source>
            <translation>亲切字体</translation>
        </message>
        <message>
            <source>General</source>
            <translation>通用</translation>
        </message>
        <message>
            <source>Generate designs</source>
            <translation>生成设计</translation>
        </message>
        <message>
            <source>Geometric</source>
            <translation>几何</translation>
        </message>
        <message>
            <source>Geometric type</source>
            <translation>几何字体</translation>
        </message>
        <message>
            <source>Google Ads</source>
            <translation>Google Ads</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>绿色</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>灰色</translation>
        </message>
        <message>
            <source>Ground: a tint of the main colour</source>
            <translation>底色：主色的浅调</translation>
        </message>
        <message>
            <source>Ground: paper</source>
            <translation>底色：纸色</translation>
        </message>
        <message>
            <source>Ground: the accent colour</source>
            <translation>底色：强调色</translation>
        </message>
        <message>
            <source>Ground: the deep main colour</source>
            <translation>底色：深主色</translation>
        </message>
        <message>
            <source>Ground: the main colour</source>
            <translation>底色：主色</translation>
        </message>
        <message>
            <source>Ground: the text colour</source>
            <translation>底色：文字色</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Healthcare</source>
            <translation>医疗</translation>
        </message>
        <message>
            <source>Import past ads</source>
            <translation>导入过往广告</translation>
        </message>
        <message>
            <source>It is learned which designs are clicked.</source>
            <translation>已学习哪些设计会被点击。</translation>
        </message>
        <message>
            <source>It makes no offer</source>
            <translation>不提供优惠</translation>
        </message>
        <message>
            <source>It offers free delivery</source>
            <translation>提供免运费</translation>
        </message>
        <message>
            <source>It offers the discount</source>
            <translation>提供折扣</translation>
        </message>
        <message>
            <source>It offers the free trial</source>
            <translation>提供免费试用</translation>
        </message>
        <message>
            <source>It offers the price</source>
            <translation>标出价格</translation>
        </message>
        <message>
            <source>It says what is new</source>
            <translation>宣传新品</translation>
        </message>
        <message>
            <source>Layout</source>
            <translation>版式</translation>
        </message>
        <message>
            <source>Learn which designs are clicked</source>
            <translation>学习哪些设计会被点击</translation>
        </message>
        <message>
            <source>Legal line</source>
            <translation>法律声明</translation>
        </message>
        <message>
            <source>Less air</source>
            <translation>更少留白</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>Love of discounts</source>
            <translation>折扣偏好</translation>
        </message>
        <message>
            <source>Main colour</source>
            <translation>主色</translation>
        </message>
        <message>
            <source>Meta</source>
            <translation>Meta</translation>
        </message>
        <message>
            <source>Microsoft Advertising</source>
            <translation>Microsoft Advertising</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>More air</source>
            <translation>更多留白</translation>
        </message>
        <message>
            <source>Neutral</source>
            <translation>中性</translation>
        </message>
        <message>
            <source>Neutral type</source>
            <translation>中性字体</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>优惠</translation>
        </message>
        <message>
            <source>Offer in large</source>
            <translation>突出优惠</translation>
        </message>
        <message>
            <source>Old price</source>
            <translation>原价</translation>
        </message>
        <message>
            <source>One under the other</source>
            <translation>上下堆叠</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>橙色</translation>
        </message>
        <message>
            <source>Palette</source>
            <translation>配色</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>纸色</translation>
        </message>
        <message>
            <source>Parts of the page</source>
            <translation>页面的各部分</translation>
        </message>
        <message>
            <source>Past ads from “{name}”: {added} new, {replaced} in the place of one of the same name.</source>
            <translation>来自“{name}”的过往广告：新增 {added} 则，替换同名 {replaced} 则。</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Picture at the left</source>
            <translation>图片在左</translation>
        </message>
        <message>
            <source>Picture at the right</source>
            <translation>图片在右</translation>
        </message>
        <message>
            <source>Picture behind, words aside</source>
            <translation>图片为底，文字在侧</translation>
        </message>
        <message>
            <source>Picture behind, words below</source>
            <translation>图片为底，文字在下</translation>
        </message>
        <message>
            <source>Picture behind, words in the middle</source>
            <translation>图片为底，文字居中</translation>
        </message>
        <message>
            <source>Picture below</source>
            <translation>图片在下</translation>
        </message>
        <message>
            <source>Picture floats at the left</source>
            <translation>图片浮于左侧</translation>
        </message>
        <message>
            <source>Picture floats at the right</source>
            <translation>图片浮于右侧</translation>
        </message>
        <message>
            <source>Picture on top</source>
            <translation>图片在上</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>粉色</translation>
        </message>
        <message>
            <source>Plain</source>
            <translation>平实</translation>
        </message>
        <message>
            <source>Plain words</source>
            <translation>平实的文字</translation>
        </message>
        <message>
            <source>Playful</source>
            <translation>俏皮</translation>
        </message>
        <message>
            <source>Playful words</source>
            <translation>俏皮的文字</translation>
        </message>
        <message>
            <source>Premium</source>
            <translation>高端</translation>
        </message>
        <message>
            <source>Premium words</source>
            <translation>高端的文字</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>紫色</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>红色</translation>
        </message>
        <message>
            <source>Response</source>
            <translation>响应</translation>
        </message>
        <message>
            <source>Retention</source>
            <translation>留存</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Social</source>
            <translation>社交</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>青色</translation>
        </message>
        <message>
            <source>Technical</source>
            <translation>科技</translation>
        </message>
        <message>
            <source>Technical type</source>
            <translation>技术感字体</translation>
        </message>
        <message>
            <source>Text colour</source>
            <translation>文字色</translation>
        </message>
        <message>
            <source>The brand kit is saved.</source>
            <translation>品牌套件已保存。</translation>
        </message>
        <message>
            <source>The design model is trained.</source>
            <translation>设计模型已训练完成。</translation>
        </message>
        <message>
            <source>The designs after</source>
            <translation>后一组设计</translation>
        </message>
        <message>
            <source>The designs before</source>
            <translation>前一组设计</translation>
        </message>
        <message>
            <source>The photo of the brand kit is shown in the place of a picture; the concept shows where it is the ground, or once the photo is taken out.</source>
            <translation>图片位置显示的是品牌套件的照片；将构思用作背景，或移除照片后，构思才会显示。</translation>
        </message>
        <message>
            <source>Time since the last visit</source>
            <translation>距上次访问的时间</translation>
        </message>
        <message>
            <source>Tint of the main colour</source>
            <translation>主色的浅色</translation>
        </message>
        <message>
            <source>Traffic</source>
            <translation>流量</translation>
        </message>
        <message>
            <source>Train the design model</source>
            <translation>训练设计模型</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>字体</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>紧迫</translation>
        </message>
        <message>
            <source>Urgent words</source>
            <translation>紧迫的文字</translation>
        </message>
        <message>
            <source>Warm</source>
            <translation>温暖</translation>
        </message>
        <message>
            <source>Warm words</source>
            <translation>温暖的文字</translation>
        </message>
        <message>
            <source>White</source>
            <translation>白色</translation>
        </message>
        <message>
            <source>With a body text</source>
            <translation>带正文</translation>
        </message>
        <message>
            <source>With the price</source>
            <translation>带价格</translation>
        </message>
        <message>
            <source>Without a body text</source>
            <translation>不带正文</translation>
        </message>
        <message>
            <source>Without the price</source>
            <translation>不带价格</translation>
        </message>
        <message>
            <source>Words only</source>
            <translation>仅文字</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>黄色</translation>
        </message>
        <message>
            <source>a Chinese character counts double</source>
            <translation>一个汉字算两个字符</translation>
        </message>
        <message>
            <source>a Chinese character counts double, but at Meta</source>
            <translation>一个汉字算两个字符，Meta 除外</translation>
        </message>
        <message>
            <source>{count} file written to {folder}.</source>
            <translation>已将 {count} 个文件写入 {folder}。</translation>
        </message>
        <message>
            <source>{count} files</source>
            <translation>{count} 个文件</translation>
        </message>
        <message>
            <source>{count} files written to {folder}.</source>
            <translation>已将 {count} 个文件写入 {folder}。</translation>
        </message>
        <message>
            <source>{part}: {most} letters</source>
            <translation>{part}：{most} 个字符</translation>
        </message>
        <message>
            <source>{part}: {most} letters ({network})</source>
            <translation>{part}：{most} 个字符（{network}）</translation>
        </message>
    </context>
    <context>
        <name>CreditBars</name>
        <message>
            <source>Credited</source>
            <translation>归因</translation>
        </message>
        <message>
            <source>High</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>下限</translation>
        </message>
        <message>
            <source>True effect</source>
            <translation>真实效果</translation>
        </message>
        <message>
            <source>What</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>{credit}  ·  true {effect}</source>
            <translation>{credit}  ·  真实 {effect}</translation>
        </message>
        <message>
            <source>{name}: credited {credit}</source>
            <translation>{name}：归因 {credit}</translation>
        </message>
        <message>
            <source>{name}: credited {credit}, truly added {effect}</source>
            <translation>{name}：归因 {credit}，真实增量 {effect}</translation>
        </message>
    </context>
    <context>
        <name>CreditsModel</name>
        <message>
            <source>Creative</source>
            <translation>创意</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Placement</source>
            <translation>版位</translation>
        </message>
        <message>
            <source>True effect</source>
            <translation>真实效果</translation>
        </message>
        <message>
            <source>Whole run</source>
            <translation>整个运行</translation>
        </message>
    </context>
    <context>
        <name>Dashboard</name>
        <message>
            <source>CTR (95 % interval)</source>
            <translation>点击率（95 % 区间）</translation>
        </message>
        <message>
            <source>Clicks</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Conversion rate (95 % interval)</source>
            <translation>转化率（95 % 区间）</translation>
        </message>
        <message>
            <source>Conversions</source>
            <translation>转化</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>部分</translation>
        </message>
        <message>
            <source>Parts of the campaign</source>
            <translation>广告活动的各部分</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>花费</translation>
        </message>
        <message>
            <source>not enough clicks yet</source>
            <translation>点击尚不足</translation>
        </message>
        <message>
            <source>not enough impressions yet</source>
            <translation>展示尚不足</translation>
        </message>
    </context>
    <context>
        <name>DataPage</name>
        <message>
            <source>Bring in files, and look at every row and column of them.</source>
            <translation>导入文件，查看其中的每一行和每一列。</translation>
        </message>
        <message>
            <source>Change time zone and currency</source>
            <translation>更改时区和货币</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Data (*.csv *.tsv *.txt *.gz *.zip *.json *.jsonl *.ndjson *.xlsx *.xlsm *.xls *.ods *.parquet *.db *.sqlite);;All files (*)</source>
            <translation>数据 (*.csv *.tsv *.txt *.gz *.zip *.json *.jsonl *.ndjson *.xlsx *.xlsm *.xls *.ods *.parquet *.db *.sqlite);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Drop files or a folder here, or choose them. CSV and other delimited text, Excel, JSON, Parquet and SQLite files can be read, text also packed with gzip or zip. Nothing leaves this computer.</source>
            <translation>将文件或文件夹拖到这里，或选择文件。可读取 CSV 等分隔文本、Excel、JSON、Parquet 和 SQLite 文件；文本也可用 gzip 或 zip 压缩。任何数据都不会离开本机。</translation>
        </message>
        <message>
            <source>Import a file</source>
            <translation>导入文件</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>导入文件…</translation>
        </message>
        <message>
            <source>Import from the clipboard</source>
            <translation>从剪贴板导入</translation>
        </message>
        <message>
            <source>Import rows from the clipboard</source>
            <translation>从剪贴板导入行</translation>
        </message>
        <message>
            <source>Import the files of a folder</source>
            <translation>导入文件夹中的文件</translation>
        </message>
        <message>
            <source>Import the files of a folder…</source>
            <translation>导入文件夹中的文件…</translation>
        </message>
        <message>
            <source>Import {count:,} files</source>
            <translation>导入 {count:,} 个文件</translation>
        </message>
        <message>
            <source>Import {file}</source>
            <translation>导入 {file}</translation>
        </message>
        <message>
            <source>Imported {count:,} rows.</source>
            <translation>已导入 {count:,} 行。</translation>
        </message>
        <message>
            <source>Imported {count} row.</source>
            <translation>已导入 {count} 行。</translation>
        </message>
        <message>
            <source>Imports ({count})</source>
            <translation>导入记录 ({count})</translation>
        </message>
        <message>
            <source>Its rows are removed, and rows that it changed become what they were. To have them again, import the file anew.</source>
            <translation>其导入的行会被删除，被它更改的行会恢复原状。如需重新获得，请再次导入该文件。</translation>
        </message>
        <message>
            <source>No data yet</source>
            <translation>还没有数据</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Prepare a first look at the people</source>
            <translation>预先准备人群概览</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>Removed {count:,} rows.</source>
            <translation>已删除 {count:,} 行。</translation>
        </message>
        <message>
            <source>Removed {count} row.</source>
            <translation>已删除 {count} 行。</translation>
        </message>
        <message>
            <source>Restored {count:,} rows.</source>
            <translation>已恢复 {count:,} 行。</translation>
        </message>
        <message>
            <source>Restored {count} row.</source>
            <translation>已恢复 {count} 行。</translation>
        </message>
        <message>
            <source>Show imports</source>
            <translation>显示导入记录</translation>
        </message>
        <message>
            <source>The clipboard holds no text. Copy rows in a spreadsheet or an editor first.</source>
            <translation>剪贴板中没有文本。请先在电子表格或编辑器中复制几行。</translation>
        </message>
        <message>
            <source>The time zone, currency and exchange rates that imports take</source>
            <translation>导入所采用的时区、货币和汇率</translation>
        </message>
        <message>
            <source>Time zone and currency of this project…</source>
            <translation>此项目的时区和货币…</translation>
        </message>
        <message>
            <source>Try the import of {file}</source>
            <translation>试导入 {file}</translation>
        </message>
        <message>
            <source>Undo import {batch}</source>
            <translation>撤销导入 {batch}</translation>
        </message>
        <message>
            <source>Undo import {batch}?</source>
            <translation>撤销导入 {batch}？</translation>
        </message>
        <message>
            <source>Undo the import</source>
            <translation>撤销导入</translation>
        </message>
        <message>
            <source>Unpack {file}</source>
            <translation>解压 {file}</translation>
        </message>
        <message>
            <source>Zone and currency…</source>
            <translation>时区和货币…</translation>
        </message>
        <message>
            <source>{table} ({rows})</source>
            <translation>{table} ({rows})</translation>
        </message>
    </context>
    <context>
        <name>DataTable</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>DataWords</name>
        <message>
            <source>A person</source>
            <translation>一个人</translation>
        </message>
        <message>
            <source>A product</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>An ad that was shown</source>
            <translation>展示过的广告</translation>
        </message>
        <message>
            <source>Blank</source>
            <translation>空行</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Clicked</source>
            <translation>已点击</translation>
        </message>
        <message>
            <source>Comma</source>
            <translation>逗号</translation>
        </message>
        <message>
            <source>Comma and blank</source>
            <translation>逗号加空格</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>同意</translation>
        </message>
        <message>
            <source>Converted</source>
            <translation>已转化</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>费用</translation>
        </message>
        <message>
            <source>Creative</source>
            <translation>创意</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Date and time</source>
            <translation>日期和时间</translation>
        </message>
        <message>
            <source>Dwell time</source>
            <translation>停留时间</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Fill in what the new row has</source>
            <translation>用新行补充已有内容</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>标志</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Import nothing and say so</source>
            <translation>不导入并提示</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>物品</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>主键</translation>
        </message>
        <message>
            <source>Keys of people</source>
            <translation>人员的键</translation>
        </message>
        <message>
            <source>Kind of event</source>
            <translation>事件类型</translation>
        </message>
        <message>
            <source>Label to predict</source>
            <translation>预测目标</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>不导入</translation>
        </message>
        <message>
            <source>Leave the new row out</source>
            <translation>略去新行</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Not used</source>
            <translation>不使用</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>Other key of the person</source>
            <translation>此人的另一个键</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Placement</source>
            <translation>广告位</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Propensity</source>
            <translation>倾向概率</translation>
        </message>
        <message>
            <source>Pseudonym (keyed hash)</source>
            <translation>假名（带密钥的散列）</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>Revenue</source>
            <translation>收入</translation>
        </message>
        <message>
            <source>Satisfaction</source>
            <translation>满意度</translation>
        </message>
        <message>
            <source>Search query</source>
            <translation>搜索词</translation>
        </message>
        <message>
            <source>Semicolon</source>
            <translation>分号</translation>
        </message>
        <message>
            <source>Several keys of one person</source>
            <translation>同一个人的多个键</translation>
        </message>
        <message>
            <source>Something a person did</source>
            <translation>人物的行为</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>制表符</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Take the new row instead</source>
            <translation>改用新行</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Vertical bar</source>
            <translation>竖线</translation>
        </message>
        <message>
            <source>Whole number</source>
            <translation>整数</translation>
        </message>
        <message>
            <source>Yes or no</source>
            <translation>是或否</translation>
        </message>
        <message>
            <source>day first</source>
            <translation>日在前</translation>
        </message>
        <message>
            <source>month first</source>
            <translation>月在前</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
    </context>
    <context>
        <name>DaypartEditor</name>
        <message>
            <source>Choose hours</source>
            <translation>选择时段</translation>
        </message>
        <message>
            <source>Drag over hours, or use the arrow keys and the space bar. Hours are those of the flight's time zone.</source>
            <translation>拖过小时格，或使用方向键和空格键。小时按投放期的时区计。</translation>
        </message>
        <message>
            <source>Hide the hours</source>
            <translation>收起时段</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>预设</translation>
        </message>
    </context>
    <context>
        <name>DaypartGrid</name>
        <message>
            <source>All hours</source>
            <translation>全部时段</translation>
        </message>
        <message>
            <source>All hours of the week</source>
            <translation>一周全部时段</translation>
        </message>
        <message>
            <source>Days without nights</source>
            <translation>白天（不含夜间）</translation>
        </message>
        <message>
            <source>Evenings</source>
            <translation>晚间</translation>
        </message>
        <message>
            <source>Hours in which ads are shown</source>
            <translation>展示广告的时段</translation>
        </message>
        <message>
            <source>Weekends</source>
            <translation>周末</translation>
        </message>
        <message>
            <source>Working hours</source>
            <translation>工作时间</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>open</source>
            <translation>开放</translation>
        </message>
        <message>
            <source>{count} of the week's 168 hours</source>
            <translation>一周 168 小时中的 {count} 小时</translation>
        </message>
        <message>
            <source>{day}, {first}:00 to {last}:00</source>
            <translation>{day} {first}:00 至 {last}:00</translation>
        </message>
        <message>
            <source>{day}, {hour}:00: {state}</source>
            <translation>{day} {hour}:00：{state}</translation>
        </message>
    </context>
    <context>
        <name>DecisionView</name>
        <message>
            <source>Addressed</source>
            <translation>触达</translation>
        </message>
        <message>
            <source>At this cost and revenue, addressing nobody is the best.</source>
            <translation>按这样的成本和收入，最好一个人也不联系。</translation>
        </message>
        <message>
            <source>Best is to address {share} of them, {people:,} people, all with a chance of {threshold} or more: {yes:,} yeses are expected, a cost of {cost}, a revenue of {revenue}, a profit of {profit}.</source>
            <translation>最好联系其中 {share}，共 {people:,} 人，他们的概率都不低于 {threshold}：预计 {yes:,} 人响应，成本 {cost}，收入 {revenue}，利润 {profit}。</translation>
        </message>
        <message>
            <source>Cost of addressing a person</source>
            <translation>联系一人的成本</translation>
        </message>
        <message>
            <source>Hits and misses at a share of one's own</source>
            <translation>自选比例下的命中与遗漏</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>未触达</translation>
        </message>
        <message>
            <source>People addressed, the likeliest first</source>
            <translation>联系的人（概率高者在先）</translation>
        </message>
        <message>
            <source>People to choose from</source>
            <translation>可选人数</translation>
        </message>
        <message>
            <source>Profit</source>
            <translation>利润</translation>
        </message>
        <message>
            <source>Revenue less cost</source>
            <translation>收入减成本</translation>
        </message>
        <message>
            <source>Revenue of a yes</source>
            <translation>一次响应的收入</translation>
        </message>
        <message>
            <source>Share to address</source>
            <translation>触达比例</translation>
        </message>
        <message>
            <source>The border lies at a chance of about {threshold}. Of those addressed {precision} would say yes (precision); of all who would, {recall} are addressed (recall).</source>
            <translation>分界处的概率约为 {threshold}。触达的人中有 {precision} 会响应（精确率）；所有会响应的人中有 {recall} 被触达（召回率）。</translation>
        </message>
        <message>
            <source>Whom to address</source>
            <translation>该联系谁</translation>
        </message>
        <message>
            <source>Would not</source>
            <translation>不会响应</translation>
        </message>
        <message>
            <source>Would say yes</source>
            <translation>会响应</translation>
        </message>
    </context>
    <context>
        <name>DesignPanel</name>
        <message>
            <source>Advertisement</source>
            <translation>广告</translation>
        </message>
        <message>
            <source>Every check passes in {count} sizes</source>
            <translation>{count} 个尺寸的所有检查均通过</translation>
        </message>
        <message>
            <source>Expected CTR {ctr:.2%} ({low:.2%} to {high:.2%})</source>
            <translation>预期点击率 {ctr:.2%}（{low:.2%} 至 {high:.2%}）</translation>
        </message>
        <message>
            <source>Its art was made by the image model “{name}”.</source>
            <translation>其图案由图像模型“{name}”生成。</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>字符数</translation>
        </message>
        <message>
            <source>Not ready: see what fails below</source>
            <translation>尚不可用：未通过的项目见下方</translation>
        </message>
        <message>
            <source>Out of bounds</source>
            <translation>超出边界</translation>
        </message>
        <message>
            <source>Overlap</source>
            <translation>重叠</translation>
        </message>
        <message>
            <source>Seed {seed}, design {number}, made by {generator}.</source>
            <translation>种子 {seed}，第 {number} 个设计，由{generator}生成。</translation>
        </message>
        <message>
            <source>Smallest text</source>
            <translation>最小文字</translation>
        </message>
        <message>
            <source>the model “{name}”</source>
            <translation>模型“{name}”</translation>
        </message>
        <message>
            <source>the rule grammar</source>
            <translation>规则语法</translation>
        </message>
        <message>
            <source>{low:.2%} to {high:.2%}</source>
            <translation>{low:.2%} 至 {high:.2%}</translation>
        </message>
        <message>
            <source>{part}: {count} of {most}</source>
            <translation>{part}：{count} / {most}</translation>
        </message>
        <message>
            <source>{size:.0f} px</source>
            <translation>{size:.0f} 像素</translation>
        </message>
        <message>
            <source>{value:.1f} : 1 (needs {needed:.1f})</source>
            <translation>{value:.1f} : 1（需要 {needed:.1f}）</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>DidRow</name>
        <message>
            <source>Comparison</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>Did or did not</source>
            <translation>做过或没做过</translation>
        </message>
        <message>
            <source>Field of the events</source>
            <translation>事件的字段</translation>
        </message>
        <message>
            <source>Remove this condition</source>
            <translation>移除此条件</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>What they did</source>
            <translation>他们做过什么</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>条件</translation>
        </message>
        <message>
            <source>anything</source>
            <translation>任意行为</translation>
        </message>
        <message>
            <source>category</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>days ago</source>
            <translation>天前</translation>
        </message>
        <message>
            <source>did</source>
            <translation>做过</translation>
        </message>
        <message>
            <source>did not</source>
            <translation>没做过</translation>
        </message>
        <message>
            <source>dwell time</source>
            <translation>停留时间</translation>
        </message>
        <message>
            <source>item</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>search words</source>
            <translation>搜索词</translation>
        </message>
        <message>
            <source>time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>times</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>value in all</source>
            <translation>总金额</translation>
        </message>
        <message>
            <source>value of each</source>
            <translation>单次金额</translation>
        </message>
    </context>
    <context>
        <name>DifferencesModel</name>
        <message>
            <source>95 % interval of the difference</source>
            <translation>差异的 95 % 区间</translation>
        </message>
        <message>
            <source>B against A, with an interval that holds at all times at once: look at a running test as often as you like, and stop when it leaves 0 out.</source>
            <translation>B 相对于 A 的差异，其区间在所有时刻同时成立：可以随意多次查看正在进行的测试，当区间不含 0 时即可停止。</translation>
        </message>
        <message>
            <source>B minus A</source>
            <translation>B 减 A</translation>
        </message>
        <message>
            <source>Figure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>However often you look</source>
            <translation>无论查看多少次</translation>
        </message>
        <message>
            <source>What it says</source>
            <translation>说明</translation>
        </message>
    </context>
    <context>
        <name>DoneModel</name>
        <message>
            <source>Channel</source>
            <translation>渠道</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
    </context>
    <context>
        <name>DraftView</name>
        <message>
            <source>This rule has {count:,} parts; edit it as text below.</source>
            <translation>此规则有 {count:,} 个部分；请在下方以文本编辑。</translation>
        </message>
    </context>
    <context>
        <name>DriftWords</name>
        <message>
            <source>Among {labelled:,} with an answer it expected the treatment to add {predicted}, and it added {observed} (95 %: {low} to {high}); its Qini on them is {value}, and was {trained}.</source>
            <translation>在 {labelled:,} 个已知结果的人中，模型预计干预会增加 {predicted}，实际增加了 {observed}（95 %：{low} 至 {high}）；其 Qini 为 {value}，训练时为 {trained}。</translation>
        </message>
        <message>
            <source>At {labelled:,} events what came next was among its first ten in {value} of cases; it was {trained} when it was trained.</source>
            <translation>在 {labelled:,} 个事件处，接下来发生的项目有 {value} 排在它的前十名之内；训练时为 {trained}。</translation>
        </message>
        <message>
            <source>No rows have come in since the model was trained, so nothing speaks against it.</source>
            <translation>模型训练之后还没有新数据，因此没有迹象表明它不再适用。</translation>
        </message>
        <message>
            <source>Of {labelled:,} with an answer it expected {predicted}, and {observed} did (95 %: {low} to {high}); its AUC on them is {value}, and was {trained}.</source>
            <translation>在 {labelled:,} 个已知结果的对象中，模型预计 {predicted}，实际为 {observed}（95 %：{low} 至 {high}）；其 AUC 为 {value}，训练时为 {trained}。</translation>
        </message>
        <message>
            <source>The model may not hold much longer.</source>
            <translation>模型可能很快不再适用。</translation>
        </message>
        <message>
            <source>The model no longer holds.</source>
            <translation>模型已不再适用。</translation>
        </message>
        <message>
            <source>The model still holds.</source>
            <translation>模型仍然适用。</translation>
        </message>
        <message>
            <source>There are too few new rows ({rows:,}) to judge the model by.</source>
            <translation>新数据行太少（{rows:,} 行），无法据此评判模型。</translation>
        </message>
        <message>
            <source>{rows:,} new rows are clearly others than those it learned from: {columns}.</source>
            <translation>{rows:,} 行新数据与模型学习时的数据明显不同：{columns}。</translation>
        </message>
        <message>
            <source>{rows:,} new rows are like those it learned from; the largest shift is that of “{column}” (PSI {psi}).</source>
            <translation>{rows:,} 行新数据与模型学习时的数据相似；变化最大的是“{column}”（PSI {psi}）。</translation>
        </message>
    </context>
    <context>
        <name>DriversModel</name>
        <message>
            <source>Attribute</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>How</source>
            <translation>方式</translation>
        </message>
        <message>
            <source>Importance</source>
            <translation>重要性</translation>
        </message>
    </context>
    <context>
        <name>EpochCharts</name>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>最佳</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>Log loss</source>
            <translation>对数损失</translation>
        </message>
        <message>
            <source>People kept aside</source>
            <translation>预留的人群</translation>
        </message>
        <message>
            <source>People learned from</source>
            <translation>学习所用的人群</translation>
        </message>
        <message>
            <source>Round</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>Rows kept aside</source>
            <translation>预留行</translation>
        </message>
        <message>
            <source>Training rows</source>
            <translation>训练行</translation>
        </message>
        <message>
            <source>nats</source>
            <translation>奈特</translation>
        </message>
    </context>
    <context>
        <name>EraseDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Delete backups beside the project that hold them too</source>
            <translation>同时删除项目旁仍含有此人的备份</translation>
        </message>
        <message>
            <source>Erase</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Erase this person?</source>
            <translation>删除此人？</translation>
        </message>
        <message>
            <source>Type {key} to confirm</source>
            <translation>输入 {key} 以确认</translation>
        </message>
        <message>
            <source>{count:,} rows go from the tables, and they go from segments, rejects, undo and exports. A later import refuses them. This cannot be undone.</source>
            <translation>将从表中移除 {count:,} 行，并从人群、拒绝记录、撤销记录和导出记录中移除此人。以后的导入会拒绝此人。此操作无法撤销。</translation>
        </message>
        <message>
            <source>{count} row goes from the tables, and they go from segments, rejects, undo and exports. A later import refuses them. This cannot be undone.</source>
            <translation>将从表中移除 {count} 行，并从人群、拒绝记录、撤销记录和导出记录中移除此人。以后的导入会拒绝此人。此操作无法撤销。</translation>
        </message>
    </context>
    <context>
        <name>ErrorDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>That did not work</source>
            <translation>操作未成功</translation>
        </message>
        <message>
            <source>The program made a mistake</source>
            <translation>程序出错了</translation>
        </message>
        <message>
            <source>Your project is as it was before. The details below help whoever looks after the program; nothing was sent anywhere.</source>
            <translation>您的项目保持原样。下面的详情可供维护人员参考；没有向任何地方发送信息。</translation>
        </message>
    </context>
    <context>
        <name>EstimatorsModel</name>
        <message>
            <source>95 % interval</source>
            <translation>95% 区间</translation>
        </message>
        <message>
            <source>Click rate</source>
            <translation>点击率</translation>
        </message>
        <message>
            <source>Estimator</source>
            <translation>估计方法</translation>
        </message>
        <message>
            <source>Holds for any sample</source>
            <translation>任何样本量都成立</translation>
        </message>
        <message>
            <source>The empirical Bernstein interval: wider, and right for every size.</source>
            <translation>经验 Bernstein 区间：更宽，对任何样本量都成立。</translation>
        </message>
        <message>
            <source>Why not</source>
            <translation>原因</translation>
        </message>
    </context>
    <context>
        <name>EventsModel</name>
        <message>
            <source>Day {day}, {hour:02d}:{minute:02d}</source>
            <translation>第 {day} 天 {hour:02d}:{minute:02d}</translation>
        </message>
        <message>
            <source>End</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>发生了什么</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
    </context>
    <context>
        <name>ExplainView</name>
        <message>
            <source>95 %</source>
            <translation>95 %</translation>
        </message>
        <message>
            <source>A person's key</source>
            <translation>某人的键</translation>
        </message>
        <message>
            <source>AUC lost</source>
            <translation>AUC 损失</translation>
        </message>
        <message>
            <source>Changes the probability by</source>
            <translation>使概率变化</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Column to change</source>
            <translation>要改变的列</translation>
        </message>
        <message>
            <source>Column to draw</source>
            <translation>要绘制的列</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Does it still hold?</source>
            <translation>它是否仍然成立？</translation>
        </message>
        <message>
            <source>Each column is shuffled among the rows kept aside, to see how much worse the model gets without it.</source>
            <translation>在留出的行中打乱每一列，看看没有它模型会变差多少。</translation>
        </message>
        <message>
            <source>Explain anew</source>
            <translation>重新解释</translation>
        </message>
        <message>
            <source>Explain the model</source>
            <translation>解释模型</translation>
        </message>
        <message>
            <source>Explain this person</source>
            <translation>解释此人</translation>
        </message>
        <message>
            <source>For whom it is right</source>
            <translation>对谁是准确的</translation>
        </message>
        <message>
            <source>If everyone had the same value</source>
            <translation>如果所有人都是同一个值</translation>
        </message>
        <message>
            <source>Its other value</source>
            <translation>它的另一个值</translation>
        </message>
        <message>
            <source>Log loss gained</source>
            <translation>对数损失增加</translation>
        </message>
        <message>
            <source>Mean probability</source>
            <translation>平均概率</translation>
        </message>
        <message>
            <source>Observed</source>
            <translation>实际</translation>
        </message>
        <message>
            <source>On {rows:,} rows of today's data; the model learned from some of them, or from others.</source>
            <translation>基于当前数据的 {rows:,} 行；模型学习过其中一部分，或学习过别的行。</translation>
        </message>
        <message>
            <source>On {rows:,} rows that the model has not learned from.</source>
            <translation>基于模型未学习过的 {rows:,} 行。</translation>
        </message>
        <message>
            <source>One person</source>
            <translation>一个人</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人群</translation>
        </message>
        <message>
            <source>Predicted</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>The model is {count} networks in one. Asked one by one, they say {low} to {high} of this person; the closer together, the surer it is.</source>
            <translation>这个模型由 {count} 个网络组成。逐个询问时，它们对此人给出的概率在 {low} 到 {high} 之间；彼此越接近，模型越有把握。</translation>
        </message>
        <message>
            <source>The whole model</source>
            <translation>整个模型</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>What does the model go by?</source>
            <translation>模型依据什么？</translation>
        </message>
        <message>
            <source>What if?</source>
            <translation>如果……？</translation>
        </message>
        <message>
            <source>What it goes by</source>
            <translation>模型的依据</translation>
        </message>
        <message>
            <source>With {column} = {value}: {probability} ({change})</source>
            <translation>若 {column} = {value}：{probability}（{change}）</translation>
        </message>
        <message>
            <source>empty: no value</source>
            <translation>留空：无值</translation>
        </message>
        <message>
            <source>no value</source>
            <translation>无值</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>{key} at the last ad shown: {probability}, where the average is {average}</source>
            <translation>{key} 在最近一次看到广告时：{probability}，平均为 {average}</translation>
        </message>
        <message>
            <source>{key}: {probability}, where an average person has {average}</source>
            <translation>{key}：{probability}，平均水平为 {average}</translation>
        </message>
    </context>
    <context>
        <name>ExplorePanel</name>
        <message>
            <source>Add to the gallery</source>
            <translation>加入画廊</translation>
        </message>
        <message>
            <source>Adjust</source>
            <translation>调整</translation>
        </message>
        <message>
            <source>Anything</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>Between two designs</source>
            <translation>两个设计之间</translation>
        </message>
        <message>
            <source>Choose a design to adjust it.</source>
            <translation>选择一个设计来调整。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>接近</translation>
        </message>
        <message>
            <source>Far</source>
            <translation>较远</translation>
        </message>
        <message>
            <source>Finding out what the model can change…</source>
            <translation>正在找出模型能改变什么…</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>忘记</translation>
        </message>
        <message>
            <source>Forget what was liked</source>
            <translation>忘记喜好</translation>
        </message>
        <message>
            <source>From “{start}” to “{end}”</source>
            <translation>从“{start}”到“{end}”</translation>
        </message>
        <message>
            <source>Generate draws designs with {share} of the diversity.</source>
            <translation>“生成”绘制的设计具有 {share} 的多样性。</translation>
        </message>
        <message>
            <source>Generate draws from all there is.</source>
            <translation>“生成”从全部范围内抽取。</translation>
        </message>
        <message>
            <source>How far variations go</source>
            <translation>变化幅度</translation>
        </message>
        <message>
            <source>Less like this</source>
            <translation>少一些这样的</translation>
        </message>
        <message>
            <source>Less like “{name}”</source>
            <translation>少一些“{name}”这样的</translation>
        </message>
        <message>
            <source>Locked parts stay as they are, here and in all of the below.</source>
            <translation>锁定的部分保持不变，对以下各项同样有效。</translation>
        </message>
        <message>
            <source>More like this</source>
            <translation>多一些这样的</translation>
        </message>
        <message>
            <source>More like “{name}”</source>
            <translation>多一些“{name}”这样的</translation>
        </message>
        <message>
            <source>Put back</source>
            <translation>复原</translation>
        </message>
        <message>
            <source>Range of new designs</source>
            <translation>新设计的范围</translation>
        </message>
        <message>
            <source>Select two designs in the gallery: the steps from one to the other.</source>
            <translation>在画廊中选择两个设计，查看从一个到另一个的过渡。</translation>
        </message>
        <message>
            <source>Show the steps in the gallery</source>
            <translation>在图库中显示过渡步骤</translation>
        </message>
        <message>
            <source>Taste</source>
            <translation>喜好</translation>
        </message>
        <message>
            <source>The design as adjusted</source>
            <translation>调整后的设计</translation>
        </message>
        <message>
            <source>Typical</source>
            <translation>典型</translation>
        </message>
        <message>
            <source>Variations of “{name}”</source>
            <translation>“{name}”的变体</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>变化</translation>
        </message>
        <message>
            <source>Vary the rest</source>
            <translation>变化其余部分</translation>
        </message>
        <message>
            <source>{liked} liked, {disliked} not</source>
            <translation>喜欢 {liked} 个，不喜欢 {disliked} 个</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low}到{high}</translation>
        </message>
        <message>
            <source>“{name}” adjusted</source>
            <translation>调整后的“{name}”</translation>
        </message>
    </context>
    <context>
        <name>ExploreTool</name>
        <message>
            <source>A first look at {count:,} of them; the others are being read: {share}</source>
            <translation>先看其中 {count:,} 人；其余的正在读取：{share}</translation>
        </message>
        <message>
            <source>Add it to their profiles</source>
            <translation>加入其档案</translation>
        </message>
        <message>
            <source>Attributes shown</source>
            <translation>显示的属性</translation>
        </message>
        <message>
            <source>Choose everyone again</source>
            <translation>重新选择所有人</translation>
        </message>
        <message>
            <source>Choose everyone again (Ctrl+Backspace)</source>
            <translation>重新选择所有人（Ctrl+Backspace）</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>全部清除</translation>
        </message>
        <message>
            <source>Click a bar, or drag over several: all other attributes then show these people only. Grey is everyone.</source>
            <translation>点击一个条形，或拖过多个：其他所有属性随即只显示这些人。灰色为所有人。</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在计数…</translation>
        </message>
        <message>
            <source>Go to Data</source>
            <translation>前往“数据”</translation>
        </message>
        <message>
            <source>Nothing to explore</source>
            <translation>没有可探索的内容</translation>
        </message>
        <message>
            <source>Open in the builder</source>
            <translation>在构建器中打开</translation>
        </message>
        <message>
            <source>Read the attributes</source>
            <translation>读取属性</translation>
        </message>
        <message>
            <source>Read the attributes to explore</source>
            <translation>读取要探索的属性</translation>
        </message>
        <message>
            <source>Reading the attributes…</source>
            <translation>正在读取属性…</translation>
        </message>
        <message>
            <source>Save as segment</source>
            <translation>存为细分人群</translation>
        </message>
        <message>
            <source>Share of all people</source>
            <translation>占所有人的比例</translation>
        </message>
        <message>
            <source>Take this choice back</source>
            <translation>撤回此选择</translation>
        </message>
        <message>
            <source>The attributes have not been read</source>
            <translation>尚未读取属性</translation>
        </message>
        <message>
            <source>These people have no attribute that can be counted; import one, or give a column another role.</source>
            <translation>这些人没有可统计的属性；请导入属性，或为某列指定其他角色。</translation>
        </message>
        <message>
            <source>Who is meant: {rule}.</source>
            <translation>所指的人：{rule}。</translation>
        </message>
        <message>
            <source>Your events tell when these people were last here, how often, what they did and what they like.</source>
            <translation>您的事件数据能说明这些人最近何时来过、来过多少次、做了什么以及喜欢什么。</translation>
        </message>
        <message>
            <source>no consent column</source>
            <translation>没有同意列</translation>
        </message>
        <message>
            <source>{column}: {values}. Take this choice back</source>
            <translation>{column}：{values}。撤回此选择</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count:,} with consent</source>
            <translation>{count:,} 人已同意</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{share} of {total:,}</source>
            <translation>{total:,} 人的 {share}</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>+49, for telephones that name no country</source>
            <translation>+49，用于未写明国家的电话</translation>
        </message>
        <message>
            <source>A file for each size and format, and a manifest with seeds, checks and hashes.</source>
            <translation>每种尺寸和格式各一个文件，另附记录种子、检查结果和哈希值的清单。</translation>
        </message>
        <message>
            <source>Addresses, telephones and names are written as SHA-256 alone, as the platform writes them before it hashes. People whom it could not know by any of them stay out.</source>
            <translation>邮箱、电话和姓名按平台的规范书写后只写入 SHA-256 值。平台无法据此识别的人不会写入。</translation>
        </message>
        <message>
            <source>All attributes but the ignored ones are written. Text that a spreadsheet would run as a formula is made safe.</source>
            <translation>写入除“忽略”以外的所有属性。电子表格会当作公式执行的文本会作安全处理。</translation>
        </message>
        <message>
            <source>All {count} designs shown</source>
            <translation>显示的全部 {count} 个设计</translation>
        </message>
        <message>
            <source>Animated PNG: as GIF, in full colours</source>
            <translation>动态 PNG：与 GIF 相同，但色彩完整</translation>
        </message>
        <message>
            <source>CSV: opens everywhere</source>
            <translation>CSV：到处都能打开</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>选择文件夹…</translation>
        </message>
        <message>
            <source>Country code</source>
            <translation>国家代码</translation>
        </message>
        <message>
            <source>Excel workbook (xlsx)</source>
            <translation>Excel 工作簿（xlsx）</translation>
        </message>
        <message>
            <source>Export designs</source>
            <translation>导出设计</translation>
        </message>
        <message>
            <source>Export people</source>
            <translation>导出人员</translation>
        </message>
        <message>
            <source>Export the people of “{name}”</source>
            <translation>导出“{name}”中的人员</translation>
        </message>
        <message>
            <source>Folder for the ads</source>
            <translation>广告文件夹</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Frames: one PNG a state, for a video editor</source>
            <translation>帧：每个状态一张 PNG，供视频剪辑使用</translation>
        </message>
        <message>
            <source>GIF: animated in two or three states</source>
            <translation>GIF：两到三个状态的动画</translation>
        </message>
        <message>
            <source>Google Ads: Customer Match list, hashed</source>
            <translation>Google Ads：目标客户匹配名单（哈希）</translation>
        </message>
        <message>
            <source>Held out at random</source>
            <translation>随机留出</translation>
        </message>
        <message>
            <source>JPEG: lighter where a photo fills the ad</source>
            <translation>JPEG：照片占满广告时文件更小</translation>
        </message>
        <message>
            <source>Meta: custom audience, hashed</source>
            <translation>Meta：自定义受众（哈希）</translation>
        </message>
        <message>
            <source>Microsoft Advertising: customer match list, hashed</source>
            <translation>Microsoft Advertising：客户匹配名单（哈希）</translation>
        </message>
        <message>
            <source>Names of the files</source>
            <translation>文件名</translation>
        </message>
        <message>
            <source>No column says who gave consent.</source>
            <translation>没有列说明谁已同意。</translation>
        </message>
        <message>
            <source>PDF: vectors, to print</source>
            <translation>PDF：矢量，供印刷</translation>
        </message>
        <message>
            <source>PNG: crisp, for every network</source>
            <translation>PNG：清晰，适合所有平台</translation>
        </message>
        <message>
            <source>Parquet: for analysis</source>
            <translation>Parquet：用于分析</translation>
        </message>
        <message>
            <source>SVG: vectors, to edit further</source>
            <translation>SVG：矢量，供继续编辑</translation>
        </message>
        <message>
            <source>Sizes</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>The first file: {name}</source>
            <translation>第一个文件：{name}</translation>
        </message>
        <message>
            <source>The selected design</source>
            <translation>所选的设计</translation>
        </message>
        <message>
            <source>The {count} design shown</source>
            <translation>显示的 {count} 个设计</translation>
        </message>
        <message>
            <source>The {count} selected designs</source>
            <translation>所选的 {count} 个设计</translation>
        </message>
        <message>
            <source>Use the picture made by an image model ({count} design has one)</source>
            <translation>使用图像模型生成的图案（{count} 个设计含有）</translation>
        </message>
        <message>
            <source>Use the pictures made by an image model ({count} designs have one)</source>
            <translation>使用图像模型生成的图案（{count} 个设计含有）</translation>
        </message>
        <message>
            <source>Whoever is held out shows later what happens without the contact: the page Privacy reads the lift when results are imported. The export is noted in the audit log.</source>
            <translation>留出的人日后会说明不联系时会发生什么：导入结果后，“隐私”页会计算提升。导出会记入审计日志。</translation>
        </message>
        <message>
            <source>Without this, drawn shapes stand in their place. With it, the files and the manifest say that a trained model made them.</source>
            <translation>不勾选时，以绘制的图形代替。勾选后，文件与清单会注明由训练所得的模型生成。</translation>
        </message>
        <message>
            <source>{count:,} are held out.</source>
            <translation>随机留出 {count:,} 人。</translation>
        </message>
        <message>
            <source>{count:,} on the do-not-contact list stay out.</source>
            <translation>请勿联系名单上的 {count:,} 人不写入。</translation>
        </message>
        <message>
            <source>{count:,} people are written.</source>
            <translation>将写出 {count:,} 人。</translation>
        </message>
        <message>
            <source>{count:,} without consent stay out.</source>
            <translation>{count:,} 位未同意的人不写出。</translation>
        </message>
        <message>
            <source>{count} is held out.</source>
            <translation>随机留出 {count} 人。</translation>
        </message>
        <message>
            <source>{count} on the do-not-contact list stays out.</source>
            <translation>请勿联系名单上的 {count} 人不写入。</translation>
        </message>
        <message>
            <source>{count} person is written.</source>
            <translation>将写出 {count} 人。</translation>
        </message>
        <message>
            <source>{count} without consent stays out.</source>
            <translation>{count} 位未同意的人不写出。</translation>
        </message>
    </context>
    <context>
        <name>ExportsPanel</name>
        <message>
            <source>Days after the export that count</source>
            <translation>导出后计入的天数</translation>
        </message>
        <message>
            <source>Each export of a hundred people or more holds a part of them out at random, a tenth unless another share is chosen; what those do is the comparison.</source>
            <translation>一百人以上的每次导出都会随机留出一部分人（默认十分之一，可另选比例）；以他们的行为作为对照。</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Export {number}, “{outcome}”: {exported} of {all_exported:,} exported ({exported_rate}) and {held} of {all_held:,} held out ({held_rate}) did it, a difference of {difference} points ({low} to {high} with 95 % confidence).</source>
            <translation>导出 {number}，“{outcome}”：已导出的 {all_exported:,} 人中有 {exported} 人（{exported_rate}）、留出的 {all_held:,} 人中有 {held} 人（{held_rate}）做了，相差 {difference} 个百分点（95 % 置信区间 {low} 至 {high}）。</translation>
        </message>
        <message>
            <source>Export {number}: no “{outcome}” after it is known of any of its people. Import the results, then read the lift again.</source>
            <translation>导出 {number}：此后没有其中任何人“{outcome}”的记录。请先导入结果，再读取提升。</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>已导出</translation>
        </message>
        <message>
            <source>Exports and their hold-outs</source>
            <translation>导出及其对照组</translation>
        </message>
        <message>
            <source>Exports of people</source>
            <translation>人员导出</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Held out</source>
            <translation>留出</translation>
        </message>
        <message>
            <source>Nobody was exported yet. Each export of a segment stands here with the people held out of it.</source>
            <translation>还没有导出过任何人。每次导出人群及其留出的人都会显示在这里。</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Read the lift</source>
            <translation>读取提升</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>That may be chance.</source>
            <translation>这可能是偶然。</translation>
        </message>
        <message>
            <source>The contact made fewer people do it.</source>
            <translation>触达使这样做的人变少了。</translation>
        </message>
        <message>
            <source>The contact made more people do it.</source>
            <translation>触达使这样做的人变多了。</translation>
        </message>
        <message>
            <source>What counts as a result</source>
            <translation>什么算作结果</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>until now</source>
            <translation>至今</translation>
        </message>
    </context>
    <context>
        <name>FacetCard</name>
        <message>
            <source>Choose everyone again</source>
            <translation>重新选择所有人</translation>
        </message>
    </context>
    <context>
        <name>Facets</name>
        <message>
            <source>(all other values)</source>
            <translation>（所有其他值）</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>below {high}</source>
            <translation>低于 {high}</translation>
        </message>
        <message>
            <source>from {low} on</source>
            <translation>{low} 及以上</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
        <message>
            <source>{names} and {count} more</source>
            <translation>{names} 等另外 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>FeedbackModel</name>
        <message>
            <source>As expected</source>
            <translation>符合预期</translation>
        </message>
        <message>
            <source>CTR forecast</source>
            <translation>点击率预测</translation>
        </message>
        <message>
            <source>CTR was</source>
            <translation>实际点击率</translation>
        </message>
        <message>
            <source>Cost error</source>
            <translation>费用误差</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>误差</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Not expected</source>
            <translation>超出预期</translation>
        </message>
        <message>
            <source>Parts inside</source>
            <translation>区间内的部分</translation>
        </message>
        <message>
            <source>What it says</source>
            <translation>结论</translation>
        </message>
    </context>
    <context>
        <name>FileDrops</name>
        <message>
            <source>Drop to import; you will see what it holds first</source>
            <translation>松开即可导入；会先显示其内容</translation>
        </message>
        <message>
            <source>Drop to load this model; it is checked first</source>
            <translation>松开即可载入此模型；会先进行检查</translation>
        </message>
        <message>
            <source>Drop to open this project</source>
            <translation>松开即可打开此项目</translation>
        </message>
        <message>
            <source>Open or make a project first; data is imported into it</source>
            <translation>请先打开或新建项目；数据会导入其中</translation>
        </message>
        <message>
            <source>Open or make a project first; the model is loaded into it</source>
            <translation>请先打开或新建项目；模型会载入其中</translation>
        </message>
    </context>
    <context>
        <name>FilesTable</name>
        <message>
            <source>Cells left empty</source>
            <translation>留空的单元格</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入编号</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>已导入</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Rows read</source>
            <translation>读取行数</translation>
        </message>
    </context>
    <context>
        <name>FilmStrip</name>
        <message>
            <source>Step {number} of {count}</source>
            <translation>第 {number} 步，共 {count} 步</translation>
        </message>
        <message>
            <source>Steps from one design to the other</source>
            <translation>从一个设计到另一个设计的步骤</translation>
        </message>
    </context>
    <context>
        <name>FindingsPanel</name>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Decided</source>
            <translation>已决定</translation>
        </message>
        <message>
            <source>Do what is proposed</source>
            <translation>按建议处理</translation>
        </message>
        <message>
            <source>Drop {column}?</source>
            <translation>删除 {column}？</translation>
        </message>
        <message>
            <source>Its values go from the table, from undo and from the rejects. This cannot be undone.</source>
            <translation>其值将从表、撤销记录和拒绝记录中移除。此操作无法撤销。</translation>
        </message>
        <message>
            <source>No column seems to hold personal data. A sample of each table was looked at.</source>
            <translation>没有发现看起来含有个人数据的列。已查看每张表的样本。</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Put pseudonyms into {column}?</source>
            <translation>将 {column} 换成假名？</translation>
        </message>
        <message>
            <source>Seems to hold</source>
            <translation>似乎含有</translation>
        </message>
        <message>
            <source>Sure to</source>
            <translation>把握</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>Values like it</source>
            <translation>相符的值</translation>
        </message>
        <message>
            <source>What columns seem to hold</source>
            <translation>各列似乎含有的内容</translation>
        </message>
        <message>
            <source>{count:,} columns are undecided. A pseudonym joins tables as well as the value did; what is dropped or replaced cannot be had back.</source>
            <translation>有 {count:,} 列尚未决定。假名与原值一样可以连接各表；删除或替换的内容无法恢复。</translation>
        </message>
        <message>
            <source>{count:,} of {sampled:,}</source>
            <translation>{sampled:,} 中的 {count:,}</translation>
        </message>
        <message>
            <source>{count} column is undecided. A pseudonym joins tables as well as the value did; what is dropped or replaced cannot be had back.</source>
            <translation>有 {count} 列尚未决定。假名与原值一样可以连接各表；删除或替换的内容无法恢复。</translation>
        </message>
        <message>
            <source>{decision}: {column}</source>
            <translation>{decision}：{column}</translation>
        </message>
        <message>
            <source>{kind}, inside text</source>
            <translation>{kind}（在文本中）</translation>
        </message>
    </context>
    <context>
        <name>FixedRow</name>
        <message>
            <source>Remove this part</source>
            <translation>移除此部分</translation>
        </message>
    </context>
    <context>
        <name>FlagValue</name>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
    </context>
    <context>
        <name>ForecastMarks</name>
        <message>
            <source>Forecast</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>High</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>下限</translation>
        </message>
        <message>
            <source>Was</source>
            <translation>实际</translation>
        </message>
        <message>
            <source>What</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>{forecast}  ·  was {truth}</source>
            <translation>{forecast}  ·  实际 {truth}</translation>
        </message>
        <message>
            <source>{name}: forecast {forecast} ({low} to {high}), was {truth}</source>
            <translation>{name}：预测 {forecast}（{low} 至 {high}），实际 {truth}</translation>
        </message>
        <message>
            <source>{name}: forecast {forecast} ({low} to {high}), was {truth}, outside</source>
            <translation>{name}：预测 {forecast}（{low} 至 {high}），实际 {truth}，在区间外</translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>less than 0.1 s</source>
            <translation>不到 0.1 秒</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>FrequencyModel</name>
        <message>
            <source>All people</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Impressions a person</source>
            <translation>每人展示次数</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
    </context>
    <context>
        <name>Gallery</name>
        <message>
            <source>A design is one layout, palette and wording, drawn in every ad size. Fill in the brand kit first, then generate a first set.</source>
            <translation>一个设计是一套版式、配色和文案，可绘制成各种广告尺寸。请先填写品牌套件，再生成第一组设计。</translation>
        </message>
        <message>
            <source>Designs</source>
            <translation>设计</translation>
        </message>
        <message>
            <source>Designs shown</source>
            <translation>显示的设计</translation>
        </message>
        <message>
            <source>Favourite, or no more</source>
            <translation>收藏或取消收藏</translation>
        </message>
        <message>
            <source>Favourites ({count})</source>
            <translation>收藏（{count}）</translation>
        </message>
        <message>
            <source>Generate designs</source>
            <translation>生成设计</translation>
        </message>
        <message>
            <source>Generated</source>
            <translation>已生成</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Keep designs that you like, mark favourites, and put them on boards.</source>
            <translation>保留喜欢的设计，标记收藏，并放到画板上。</translation>
        </message>
        <message>
            <source>Kept ({count})</source>
            <translation>已保留（{count}）</translation>
        </message>
        <message>
            <source>More for the selected designs</source>
            <translation>所选设计的更多操作</translation>
        </message>
        <message>
            <source>No designs yet</source>
            <translation>还没有设计</translation>
        </message>
        <message>
            <source>Nothing is here yet</source>
            <translation>这里还没有内容</translation>
        </message>
        <message>
            <source>Show the generated designs</source>
            <translation>显示生成的设计</translation>
        </message>
        <message>
            <source>Size shown</source>
            <translation>显示的尺寸</translation>
        </message>
        <message>
            <source>The designs after</source>
            <translation>后一组设计</translation>
        </message>
        <message>
            <source>The designs before</source>
            <translation>前一组设计</translation>
        </message>
        <message>
            <source>{board} ({count})</source>
            <translation>{board}（{count}）</translation>
        </message>
    </context>
    <context>
        <name>GroupBox</name>
        <message>
            <source>Condition</source>
            <translation>条件</translation>
        </message>
        <message>
            <source>Everyone. Add a condition to choose whom you mean.</source>
            <translation>所有人。添加条件以选定人群。</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>条件组</translation>
        </message>
        <message>
            <source>How the conditions are joined</source>
            <translation>条件的组合方式</translation>
        </message>
        <message>
            <source>Import events to ask for what people did.</source>
            <translation>导入事件后即可按人员行为设置条件。</translation>
        </message>
        <message>
            <source>Remove this group</source>
            <translation>移除此组</translation>
        </message>
        <message>
            <source>What they did</source>
            <translation>他们做过什么</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Activity (Ctrl+J)</source>
            <translation>活动 (Ctrl+J)</translation>
        </message>
        <message>
            <source>Find an action</source>
            <translation>查找操作</translation>
        </message>
        <message>
            <source>Generated data</source>
            <translation>生成的数据</translation>
        </message>
        <message>
            <source>No project</source>
            <translation>未打开项目</translation>
        </message>
        <message>
            <source>The people in this project were made up by the program.</source>
            <translation>此项目中的人物由程序虚构生成。</translation>
        </message>
    </context>
    <context>
        <name>HeadlineDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Headline of “{name}”</source>
            <translation>“{name}”的标题</translation>
        </message>
        <message>
            <source>Headlines</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>字符</translation>
        </message>
        <message>
            <source>Looking for headlines…</source>
            <translation>正在查找标题…</translation>
        </message>
        <message>
            <source>Not in an order: the project has not learned from headline tests of this language.</source>
            <translation>未排序：项目尚未从该语言的标题测试中学习。</translation>
        </message>
        <message>
            <source>Use this headline</source>
            <translation>使用此标题</translation>
        </message>
        <message>
            <source>Wins</source>
            <translation>胜出</translation>
        </message>
        <message>
            <source>Wins: the chance to be clicked more than the middle one of this list, as the project's headline model learned it.</source>
            <translation>胜出：按项目的标题模型，点击多于本列表居中者的概率。</translation>
        </message>
        <message>
            <source>idea of a model</source>
            <translation>模型的点子</translation>
        </message>
        <message>
            <source>the brand kit</source>
            <translation>品牌套件</translation>
        </message>
        <message>
            <source>{count} of {most}</source>
            <translation>{count} / {most}</translation>
        </message>
    </context>
    <context>
        <name>HeadsView</name>
        <message>
            <source>95 %</source>
            <translation>95 %</translation>
        </message>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>Both</source>
            <translation>两者</translation>
        </message>
        <message>
            <source>By chance</source>
            <translation>仅凭偶然</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>校准误差</translation>
        </message>
        <message>
            <source>Click</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Click and conversion, one by one</source>
            <translation>点击与转化分别评估</translation>
        </message>
        <message>
            <source>Conversion after a click</source>
            <translation>点击后的转化</translation>
        </message>
        <message>
            <source>Log loss</source>
            <translation>对数损失</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>比率</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>The figures above are of click and conversion together. The conversion rate is learned over all rows and judged on those that were clicked.</source>
            <translation>上面的数字是点击与转化合在一起的。转化率在所有行上学习，在被点击的行上评判。</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
    </context>
    <context>
        <name>Holding</name>
        <message>
            <source>By the new rows the model “{name}” no longer holds; the Models page says why.</source>
            <translation>新数据表明模型“{name}”已不再适用；原因见“模型”页。</translation>
        </message>
        <message>
            <source>By the new rows {count} models no longer hold; the Models page says why.</source>
            <translation>新数据表明有 {count} 个模型已不再适用；原因见“模型”页。</translation>
        </message>
        <message>
            <source>See whether the models still hold</source>
            <translation>检查模型是否仍然适用</translation>
        </message>
    </context>
    <context>
        <name>HomePage</name>
        <message>
            <source>A CSV, Excel, JSON, Parquet or SQLite file with one row for each person.</source>
            <translation>每人一行的 CSV、Excel、JSON、Parquet 或 SQLite 文件。</translation>
        </message>
        <message>
            <source>A rule such as age &gt;= 30; the count follows while you type.</source>
            <translation>例如 age &gt;= 30 的规则；人数随输入实时更新。</translation>
        </message>
        <message>
            <source>AdManager turns the customer data that you have into segments, response models, creatives and a campaign that was tried in simulation first.</source>
            <translation>AdManager 把您已有的客户数据变成细分人群、响应模型、创意，以及事先经过模拟的广告活动。</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <source>Banners in the standard sizes, from your brand and your texts.</source>
            <translation>用您的品牌和文案生成标准尺寸的横幅。</translation>
        </message>
        <message>
            <source>Bring in the customer data you have</source>
            <translation>导入您已有的客户数据</translation>
        </message>
        <message>
            <source>Budget, flight, bids, frequency cap, segments and creatives.</source>
            <translation>预算、投放期、出价、频次上限、细分人群和创意。</translation>
        </message>
        <message>
            <source>Build a first segment</source>
            <translation>建立第一个细分人群</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>Creatives</source>
            <translation>创意</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Design creatives</source>
            <translation>设计创意</translation>
        </message>
        <message>
            <source>Everything stays in one file on this machine: no account, no server, no telemetry.</source>
            <translation>一切都保存在本机的一个文件中：没有账号，没有服务器，没有遥测。</translation>
        </message>
        <message>
            <source>Find the people who matter</source>
            <translation>找到重要的人群</translation>
        </message>
        <message>
            <source>Generate ads in your brand</source>
            <translation>生成符合品牌的广告</translation>
        </message>
        <message>
            <source>Go to Audience</source>
            <translation>前往“受众”</translation>
        </message>
        <message>
            <source>Go to Campaigns</source>
            <translation>前往“广告活动”</translation>
        </message>
        <message>
            <source>Go to Creatives</source>
            <translation>前往“创意”</translation>
        </message>
        <message>
            <source>Go to Data</source>
            <translation>前往“数据”</translation>
        </message>
        <message>
            <source>Go to Models</source>
            <translation>前往“模型”</translation>
        </message>
        <message>
            <source>Go to Results</source>
            <translation>前往“结果”</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>首页</translation>
        </message>
        <message>
            <source>How it works</source>
            <translation>工作流程</translation>
        </message>
        <message>
            <source>Import your customers</source>
            <translation>导入您的客户</translation>
        </message>
        <message>
            <source>It learns from past answers who is likely to respond.</source>
            <translation>它从以往的响应中学习谁可能会响应。</translation>
        </message>
        <message>
            <source>Learn who responds, and why</source>
            <translation>了解谁会响应以及原因</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>New project…</source>
            <translation>新建项目…</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Open project…</source>
            <translation>打开项目…</translation>
        </message>
        <message>
            <source>Open the demo</source>
            <translation>打开演示项目</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <source>Plan a campaign</source>
            <translation>制定广告活动计划</translation>
        </message>
        <message>
            <source>Plan campaigns on your own data</source>
            <translation>用您自己的数据规划广告活动</translation>
        </message>
        <message>
            <source>Plan, and simulate before you spend</source>
            <translation>制定计划，先模拟再投放</translation>
        </message>
        <message>
            <source>Read the results</source>
            <translation>查看结果</translation>
        </message>
        <message>
            <source>Read, share and learn from it</source>
            <translation>查看、分享并从中学习</translation>
        </message>
        <message>
            <source>Recent projects</source>
            <translation>最近的项目</translation>
        </message>
        <message>
            <source>Reports of your runs, with the method and the seed.</source>
            <translation>各次运行的报告，附方法和随机种子。</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <source>Simulate the campaign</source>
            <translation>模拟广告活动</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>The demo runs the whole loop on people that the program makes up.</source>
            <translation>演示项目在程序生成的虚构人群上运行整个流程。</translation>
        </message>
        <message>
            <source>The people of this project were made up by the program.</source>
            <translation>此项目中的人物由程序虚构生成。</translation>
        </message>
        <message>
            <source>Train a response model</source>
            <translation>训练响应模型</translation>
        </message>
        <message>
            <source>Try the plan on your own people before a cent is spent.</source>
            <translation>在花费一分钱之前，先在您自己的人群上试行计划。</translation>
        </message>
        <message>
            <source>last: {name}, {time}</source>
            <translation>最近：{name}，{time}</translation>
        </message>
        <message>
            <source>{count:,} events</source>
            <translation>{count:,} 个事件</translation>
        </message>
        <message>
            <source>{count} event</source>
            <translation>{count} 个事件</translation>
        </message>
    </context>
    <context>
        <name>HoursModel</name>
        <message>
            <source>After the end</source>
            <translation>结束之后</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>When they happened, not when the click was.</source>
            <translation>按转化发生的时间，而不是点击的时间。</translation>
        </message>
        <message>
            <source>Whole run</source>
            <translation>整次运行</translation>
        </message>
    </context>
    <context>
        <name>HoursTool</name>
        <message>
            <source>Anything</source>
            <translation>任意行为</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Events by weekday and hour</source>
            <translation>按星期与小时的事件数</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Import events with a time, such as visits or purchases: the hours of the week in which they happen appear here.</source>
            <translation>导入带时间的事件，例如访问或购买：这里会显示它们在一周中的发生时段。</translation>
        </message>
        <message>
            <source>Most happens on {best}.</source>
            <translation>最集中的时段：{best}。</translation>
        </message>
        <message>
            <source>Nothing of this kind has happened.</source>
            <translation>没有发生过此类事件。</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Reading the events…</source>
            <translation>正在读取事件…</translation>
        </message>
        <message>
            <source>What they do</source>
            <translation>行为</translation>
        </message>
        <message>
            <source>When do people come?</source>
            <translation>人们何时到来？</translation>
        </message>
        <message>
            <source>{count:,} events; hours of the zone {zone}.</source>
            <translation>{count:,} 个事件；时间按时区 {zone}。</translation>
        </message>
        <message>
            <source>{day} {hour}:00</source>
            <translation>{day} {hour}:00</translation>
        </message>
        <message>
            <source>{day}, {first}:00 to {last}:00: {count:,} events, {share}</source>
            <translation>{day} {first}:00 至 {last}:00：{count:,} 个事件，{share}</translation>
        </message>
    </context>
    <context>
        <name>ImagePanel</name>
        <message>
            <source> min</source>
            <translation> 分钟</translation>
        </message>
        <message>
            <source>32 px</source>
            <translation>32 像素</translation>
        </message>
        <message>
            <source>64 px, longer</source>
            <translation>64 像素，耗时更长</translation>
        </message>
        <message>
            <source>A model learned from your product photos draws small concepts of new products, and gives their colours and the real photos most like them. It needs a folder of photos with one subfolder for each class: {fewest} photos or more, better {advised:,}. A GAN takes about {gan} minutes of processor time, a VAE {vae}, and the judge that scores them about {judge} more.</source>
            <translation>用您的产品照片训练出的模型可以绘制新产品的小幅概念图，给出其配色和最相似的真实照片。需要一个照片文件夹，每个类别一个子文件夹：至少 {fewest} 张照片，最好有 {advised:,} 张。GAN 约需 {gan} 分钟处理器时间，VAE 约需 {vae} 分钟，为其评分的评判模型另需约 {judge} 分钟。</translation>
        </message>
        <message>
            <source>Choose a folder of photos…</source>
            <translation>选择照片文件夹…</translation>
        </message>
        <message>
            <source>Choose the folder of photos</source>
            <translation>选择照片文件夹</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Class recognised</source>
            <translation>类别识别率</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>潜变量</translation>
        </message>
        <message>
            <source>Copies of training photos</source>
            <translation>训练照片的复制</translation>
        </message>
        <message>
            <source>Density and coverage</source>
            <translation>密度与覆盖率</translation>
        </message>
        <message>
            <source>Discriminator</source>
            <translation>判别器</translation>
        </message>
        <message>
            <source>Divergence</source>
            <translation>散度</translation>
        </message>
        <message>
            <source>Encoder and decoder learn to rebuild the photos.</source>
            <translation>编码器和解码器学习重建照片。</translation>
        </message>
        <message>
            <source>Folder of photos</source>
            <translation>照片文件夹</translation>
        </message>
        <message>
            <source>Fréchet distance</source>
            <translation>Fréchet 距离</translation>
        </message>
        <message>
            <source>GAN</source>
            <translation>GAN</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>生成器</translation>
        </message>
        <message>
            <source>Image model</source>
            <translation>图像模型</translation>
        </message>
        <message>
            <source>Image models</source>
            <translation>图像模型</translation>
        </message>
        <message>
            <source>Kind of image model</source>
            <translation>图像模型的种类</translation>
        </message>
        <message>
            <source>Learned from a folder of your own product photos, a subfolder for each class. They make concepts, find colours and the nearest real photo; what they make never enters an ad by itself.</source>
            <translation>从您自己的产品照片文件夹中学习，每个子文件夹为一个类别。它们生成概念图、提取颜色并找到最接近的真实照片；生成的图片不会自动进入广告。</translation>
        </message>
        <message>
            <source>Load an image generator</source>
            <translation>加载图像生成器</translation>
        </message>
        <message>
            <source>Load an image generator from elsewhere: an ONNX file with one code in and one picture out</source>
            <translation>加载外来的图像生成器：输入一个潜变量、输出一张图片的 ONNX 文件</translation>
        </message>
        <message>
            <source>Loaded from a file: it was not scored on your photos, and no photos are known to it.</source>
            <translation>从文件加载：未在您的照片上评分，也没有它已知的照片。</translation>
        </message>
        <message>
            <source>Load…</source>
            <translation>加载…</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Losses</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Made pictures</source>
            <translation>生成的图片</translation>
        </message>
        <message>
            <source>No folder chosen</source>
            <translation>未选择文件夹</translation>
        </message>
        <message>
            <source>No image model yet</source>
            <translation>还没有图像模型</translation>
        </message>
        <message>
            <source>ONNX models (*.onnx)</source>
            <translation>ONNX 模型 (*.onnx)</translation>
        </message>
        <message>
            <source>Part 1 of 2: the GAN begins as a VAE. Encoder and decoder learn to rebuild the photos.</source>
            <translation>第 1 部分，共 2 部分：GAN 先按 VAE 训练，编码器和解码器学习重建照片。</translation>
        </message>
        <message>
            <source>Part 2 of 2: the decoder goes on as the GAN's generator, against a discriminator.</source>
            <translation>第 2 部分，共 2 部分：解码器继续作为 GAN 的生成器，与判别器对抗训练。</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Pictures that the model makes now</source>
            <translation>模型当前生成的图片</translation>
        </message>
        <message>
            <source>Precision and recall</source>
            <translation>精确率与召回率</translation>
        </message>
        <message>
            <source>Processor time in minutes</source>
            <translation>处理器时间（分钟）</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>质量</translation>
        </message>
        <message>
            <source>Real photos</source>
            <translation>真实照片</translation>
        </message>
        <message>
            <source>Reconstruction</source>
            <translation>重建</translation>
        </message>
        <message>
            <source>Share of the training</source>
            <translation>训练进度</translation>
        </message>
        <message>
            <source>Size of the pictures</source>
            <translation>图片尺寸</translation>
        </message>
        <message>
            <source>The image generator “{name}” is loaded.</source>
            <translation>图像生成器“{name}”已加载。</translation>
        </message>
        <message>
            <source>The image model is trained.</source>
            <translation>图像模型已训练完成。</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Train the image model</source>
            <translation>训练图像模型</translation>
        </message>
        <message>
            <source>Training needs PyTorch, which is not installed here.</source>
            <translation>训练需要 PyTorch，此处未安装。</translation>
        </message>
        <message>
            <source>VAE</source>
            <translation>VAE</translation>
        </message>
        <message>
            <source>scored on {count:,} photos that it did not see</source>
            <translation>在未见过的 {count:,} 张照片上评分</translation>
        </message>
        <message>
            <source>{name}: {count} numbers</source>
            <translation>{name}：{count} 个数</translation>
        </message>
        <message>
            <source>{name}: {width} × {height} px, {layout}, values {low:g} to {high:g}</source>
            <translation>{name}：{width} × {height} 像素，{layout}，取值 {low:g} 至 {high:g}</translation>
        </message>
        <message>
            <source>{times:.2f} × the floor</source>
            <translation>下限的 {times:.2f} 倍</translation>
        </message>
    </context>
    <context>
        <name>ImportDetail</name>
        <message>
            <source>Blank</source>
            <translation>空行</translation>
        </message>
        <message>
            <source>Cells left empty</source>
            <translation>留空的单元格</translation>
        </message>
        <message>
            <source>Every row was taken as it stands.</source>
            <translation>所有行均按原样导入。</translation>
        </message>
        <message>
            <source>Import {batch} · made by this program</source>
            <translation>导入 {batch} · 由本程序生成</translation>
        </message>
        <message>
            <source>Import {batch} · {path} · {size} · took {time}</source>
            <translation>导入 {batch} · {path} · {size} · 用时 {time}</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>已导入</translation>
        </message>
        <message>
            <source>Left out, known key</source>
            <translation>略去（主键已存在）</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Rows read</source>
            <translation>读取行数</translation>
        </message>
        <message>
            <source>Save rejects as…</source>
            <translation>将未导入内容另存为…</translation>
        </message>
        <message>
            <source>Save what was not taken as CSV or an Excel workbook</source>
            <translation>将未导入的行和单元格保存为 CSV 或 Excel 工作簿</translation>
        </message>
        <message>
            <source>The first {shown:,} of {total:,} are listed.</source>
            <translation>列出了 {total:,} 条中的前 {shown:,} 条。</translation>
        </message>
        <message>
            <source>Undo this import…</source>
            <translation>撤销此次导入…</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>已更新</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>All of them or nothing: one import for each file, whose columns mean what they mean here.</source>
            <translation>要么全部导入，要么一个也不导入：每个文件各成一次导入，各列的含义与此处相同。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancel all</source>
            <translation>全部取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Continue in the background</source>
            <translation>在后台继续</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Import the other file in the same way</source>
            <translation>以同样方式导入另一个文件</translation>
        </message>
        <message>
            <source>Import the {count:,} other files in the same way</source>
            <translation>以同样方式导入其余 {count:,} 个文件</translation>
        </message>
        <message>
            <source>Import {file}</source>
            <translation>导入 {file}</translation>
        </message>
        <message>
            <source>Imported {count:,} files</source>
            <translation>已导入 {count:,} 个文件</translation>
        </message>
        <message>
            <source>Imported {file}</source>
            <translation>已导入 {file}</translation>
        </message>
        <message>
            <source>Reading the beginning of the file…</source>
            <translation>正在读取文件开头…</translation>
        </message>
        <message>
            <source>Skip this file</source>
            <translation>跳过此文件</translation>
        </message>
        <message>
            <source>Try without writing</source>
            <translation>试运行（不写入）</translation>
        </message>
        <message>
            <source>What each column becomes</source>
            <translation>各列的含义</translation>
        </message>
        <message>
            <source>and {count} more, at their columns</source>
            <translation>另有 {count} 条，见相应的列</translation>
        </message>
        <message>
            <source>{imported} of {read} rows would be imported: {rejected} rejected, {skipped} left out; cells left empty: {cells}.</source>
            <translation>{read} 行中将导入 {imported} 行：拒绝 {rejected} 行，略去 {skipped} 行；留空的单元格：{cells}。</translation>
        </message>
        <message>
            <source>“{name}” is not ticked, so it is not imported.</source>
            <translation>“{name}”没有勾选，因此不会导入。</translation>
        </message>
    </context>
    <context>
        <name>ImportsModel</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>状况</translation>
        </message>
        <message>
            <source>Into</source>
            <translation>导入到</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
    </context>
    <context>
        <name>ImportsView</name>
        <message>
            <source>All rows taken</source>
            <translation>所有行均已导入</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>导入记录</translation>
        </message>
        <message>
            <source>Made by a simulation</source>
            <translation>由模拟生成</translation>
        </message>
        <message>
            <source>{count:,} cells left empty</source>
            <translation>{count:,} 个单元格留空</translation>
        </message>
        <message>
            <source>{count:,} rows rejected</source>
            <translation>{count:,} 行被拒绝</translation>
        </message>
        <message>
            <source>{count} cell left empty</source>
            <translation>{count} 个单元格留空</translation>
        </message>
        <message>
            <source>{count} row rejected</source>
            <translation>{count} 行被拒绝</translation>
        </message>
    </context>
    <context>
        <name>JobProgress</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancelled; nothing was changed</source>
            <translation>已取消；没有任何更改</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>Done in {time}</source>
            <translation>已完成，用时 {time}</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>Waiting for another job that writes to the project</source>
            <translation>正在等待另一个写入项目的任务</translation>
        </message>
        <message>
            <source>about {time} left</source>
            <translation>约剩 {time}</translation>
        </message>
    </context>
    <context>
        <name>Keeping</name>
        <message>
            <source>Another headline…</source>
            <translation>换一个标题…</translation>
        </message>
        <message>
            <source>Choose an A/B set…</source>
            <translation>选择 A/B 组…</translation>
        </message>
        <message>
            <source>Delete from the project</source>
            <translation>从项目中删除</translation>
        </message>
        <message>
            <source>Delete this board</source>
            <translation>删除此画板</translation>
        </message>
        <message>
            <source>Kept as “{name}”, as you changed it.</source>
            <translation>已按您的改动保留为“{name}”。</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>New board</source>
            <translation>新画板</translation>
        </message>
        <message>
            <source>New board…</source>
            <translation>新画板…</translation>
        </message>
        <message>
            <source>On the board “{name}”.</source>
            <translation>已放到画板“{name}”。</translation>
        </message>
        <message>
            <source>Put on a board</source>
            <translation>放到画板</translation>
        </message>
        <message>
            <source>Rename the board</source>
            <translation>重命名画板</translation>
        </message>
        <message>
            <source>Rename the creative</source>
            <translation>重命名创意</translation>
        </message>
        <message>
            <source>Rename this board…</source>
            <translation>重命名此画板…</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>重命名…</translation>
        </message>
        <message>
            <source>Take off this board</source>
            <translation>从此画板移除</translation>
        </message>
        <message>
            <source>{count} creative kept</source>
            <translation>已保留 {count} 个创意</translation>
        </message>
        <message>
            <source>{count} creatives kept</source>
            <translation>已保留 {count} 个创意</translation>
        </message>
    </context>
    <context>
        <name>KeyNote</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Keys (*.key)</source>
            <translation>密钥 (*.key)</translation>
        </message>
        <message>
            <source>Load a key…</source>
            <translation>载入密钥…</translation>
        </message>
        <message>
            <source>Load the key of the pseudonyms</source>
            <translation>载入假名密钥</translation>
        </message>
        <message>
            <source>Save the key of the pseudonyms</source>
            <translation>保存假名密钥</translation>
        </message>
        <message>
            <source>Save the key…</source>
            <translation>保存密钥…</translation>
        </message>
        <message>
            <source>Saved the key to {file}. Whoever has it can tell who is who.</source>
            <translation>密钥已保存到 {file}。持有它的人可以辨认出谁是谁。</translation>
        </message>
        <message>
            <source>The key of the pseudonyms lies in the system's key store.</source>
            <translation>假名密钥存放在系统的密钥库中。</translation>
        </message>
        <message>
            <source>The key of the pseudonyms lies in {path}, which only you can read.</source>
            <translation>假名密钥存放在 {path}，只有您能读取。</translation>
        </message>
        <message>
            <source>There are no pseudonyms yet. Their key will lie outside the project.</source>
            <translation>还没有假名。其密钥将存放在项目之外。</translation>
        </message>
    </context>
    <context>
        <name>LevelModel</name>
        <message>
            <source>({count:,} other values)</source>
            <translation>（其他 {count:,} 个值）</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>ListedValues</name>
        <message>
            <source>Choose values…</source>
            <translation>选择值…</translation>
        </message>
        <message>
            <source>Values: {values}</source>
            <translation>值：{values}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
    </context>
    <context>
        <name>ListsTab</name>
        <message>
            <source>Add from a file…</source>
            <translation>从文件添加…</translation>
        </message>
        <message>
            <source>Add to the do-not-contact list</source>
            <translation>加入勿联系名单</translation>
        </message>
        <message>
            <source>Do not contact</source>
            <translation>勿联系</translation>
        </message>
        <message>
            <source>Take off from a file…</source>
            <translation>按文件移出…</translation>
        </message>
        <message>
            <source>Take off the do-not-contact list</source>
            <translation>移出请勿联系名单</translation>
        </message>
        <message>
            <source>The list is empty. People on it stay out of exports and campaigns, after new imports too. Models may learn from their past, as consent allows.</source>
            <translation>名单是空的。名单上的人不会进入导出和投放，新的导入之后也是如此。在其同意的范围内，模型可以从他们过去的行为中学习。</translation>
        </message>
        <message>
            <source>{count:,} entries are new on the list.</source>
            <translation>名单新增 {count:,} 条。</translation>
        </message>
        <message>
            <source>{count:,} entries were taken off the list.</source>
            <translation>已从名单移出 {count:,} 条。</translation>
        </message>
        <message>
            <source>{count:,} entries, kept as keyed hashes; {people:,} people here stay out of exports and campaigns, after new imports too. Models may learn from their past, as consent allows.</source>
            <translation>{count:,} 条，以带密钥的散列保存；此处有 {people:,} 人不会进入导出和投放，新的导入之后也是如此。在其同意的范围内，模型可以从他们过去的行为中学习。</translation>
        </message>
        <message>
            <source>{count:,} were on it already.</source>
            <translation>{count:,} 条原已在名单上。</translation>
        </message>
        <message>
            <source>{count} entry is new on the list.</source>
            <translation>名单新增 {count} 条。</translation>
        </message>
        <message>
            <source>{count} entry was taken off the list.</source>
            <translation>已从名单移出 {count} 条。</translation>
        </message>
        <message>
            <source>{count} entry, kept as a keyed hash; {people:,} people here stay out of exports and campaigns, after new imports too. Models may learn from their past, as consent allows.</source>
            <translation>{count} 条，以带密钥的散列保存；此处有 {people:,} 人不会进入导出和投放，新的导入之后也是如此。在其同意的范围内，模型可以从他们过去的行为中学习。</translation>
        </message>
        <message>
            <source>{count} was on it already.</source>
            <translation>{count} 条原已在名单上。</translation>
        </message>
    </context>
    <context>
        <name>LiveView</name>
        <message>
            <source>AUC on people kept aside</source>
            <translation>预留人群上的 AUC</translation>
        </message>
        <message>
            <source>AUC on rows kept aside</source>
            <translation>预留行上的 AUC</translation>
        </message>
        <message>
            <source>All models</source>
            <translation>所有模型</translation>
        </message>
        <message>
            <source>Before it, the rows are read, the columns are looked through for leaks, and rows are kept aside to judge by.</source>
            <translation>在此之前，先读取各行，检查各列是否泄漏答案，并留出用于评判的行。</translation>
        </message>
        <message>
            <source>Best epoch so far</source>
            <translation>目前最佳轮次</translation>
        </message>
        <message>
            <source>Best round so far</source>
            <translation>目前最佳轮次</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Learns from {columns:,} columns and {train:,} rows.</source>
            <translation>从 {columns:,} 列、{train:,} 行中学习。</translation>
        </message>
        <message>
            <source>Learns from {columns:,} columns of what {train:,} people did.</source>
            <translation>从 {train:,} 人的行为的 {columns:,} 列中学习。</translation>
        </message>
        <message>
            <source>Log loss on people kept aside</source>
            <translation>预留人群上的对数损失</translation>
        </message>
        <message>
            <source>Log loss on rows kept aside</source>
            <translation>预留行上的对数损失</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Round</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>The curves begin with the first epoch</source>
            <translation>曲线从第一轮开始</translation>
        </message>
        <message>
            <source>after {time}</source>
            <translation>用时 {time}</translation>
        </message>
        <message>
            <source>highest so far: {auc}</source>
            <translation>目前最高：{auc}</translation>
        </message>
        <message>
            <source>log loss {loss}</source>
            <translation>对数损失 {loss}</translation>
        </message>
        <message>
            <source>on those learned from: {loss}</source>
            <translation>在学习所用的人群上：{loss}</translation>
        </message>
        <message>
            <source>on training rows: {loss}</source>
            <translation>在训练行上：{loss}</translation>
        </message>
        <message>
            <source>{count:,} to calibrate</source>
            <translation>{count:,} 用于校准</translation>
        </message>
        <message>
            <source>{count:,} to judge the finished model</source>
            <translation>{count:,} 用于评判完成的模型</translation>
        </message>
        <message>
            <source>{count:,} to stop in time</source>
            <translation>{count:,} 用于及时停止</translation>
        </message>
        <message>
            <source>{learned} Kept aside: {kept}.</source>
            <translation>{learned}预留：{kept}。</translation>
        </message>
    </context>
    <context>
        <name>LoadDialog</name>
        <message>
            <source>A model of this program about {target}; it takes the columns by their names.</source>
            <translation>这是本程序关于 {target} 的模型；它按列名取用各列。</translation>
        </message>
        <message>
            <source>A model of this program: it predicts {target} = {positive}, takes the columns by their names, and had an AUC of {auc} on rows that it had not seen.</source>
            <translation>由本程序生成的模型：预测 {target} = {positive}，按列名取用各列，在未见过的行上 AUC 为 {auc}。</translation>
        </message>
        <message>
            <source>Add a column</source>
            <translation>添加列</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a column…</source>
            <translation>选择列…</translation>
        </message>
        <message>
            <source>Class that is the yes</source>
            <translation>表示“是”的类别</translation>
        </message>
        <message>
            <source>Columns in the input's order, with commas</source>
            <translation>按输入顺序填写列名，用逗号分隔</translation>
        </message>
        <message>
            <source>Counted from 0; most tools put the yes last.</source>
            <translation>从 0 开始计数；多数工具把“是”放在最后。</translation>
        </message>
        <message>
            <source>Give the model a name.</source>
            <translation>请为模型命名。</translation>
        </message>
        <message>
            <source>It takes {width} columns; {given} are named.</source>
            <translation>此输入需要 {width} 列；现在给出了 {given} 列。</translation>
        </message>
        <message>
            <source>Load the model</source>
            <translation>加载模型</translation>
        </message>
        <message>
            <source>Load {file}</source>
            <translation>加载 {file}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>概率</translation>
        </message>
        <message>
            <source>Say which column feeds this input.</source>
            <translation>请指明由哪一列提供此输入。</translation>
        </message>
        <message>
            <source>The file passed the checks: {size}, {inputs}, {operators}, nothing outside the file, and probabilities in a trial run. Made by {producer}.</source>
            <translation>文件已通过检查：{size}，{inputs}，{operators}，没有文件外的内容，试运行得到概率。由 {producer} 生成。</translation>
        </message>
        <message>
            <source>The output that gives the chance of a yes.</source>
            <translation>给出“是”的概率的输出。</translation>
        </message>
        <message>
            <source>The project has no columns {columns}.</source>
            <translation>项目中没有列 {columns}。</translation>
        </message>
        <message>
            <source>This project has no columns {columns}; the model can be asked as soon as they are there.</source>
            <translation>此项目中没有列 {columns}；有了这些列之后即可使用该模型。</translation>
        </message>
        <message>
            <source>Which column feeds which input</source>
            <translation>各输入对应的列</translation>
        </message>
        <message>
            <source>an unnamed program</source>
            <translation>未具名的程序</translation>
        </message>
        <message>
            <source>numbers</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>{count:,} inputs</source>
            <translation>{count:,} 个输入</translation>
        </message>
        <message>
            <source>{count} input</source>
            <translation>{count} 个输入</translation>
        </message>
        <message>
            <source>{count} kind of operator</source>
            <translation>{count} 种算子</translation>
        </message>
        <message>
            <source>{count} kinds of operators</source>
            <translation>{count} 种算子</translation>
        </message>
        <message>
            <source>{what}, any number of columns</source>
            <translation>{what}，列数不限</translation>
        </message>
        <message>
            <source>{what}, {width} columns</source>
            <translation>{what}，{width} 列</translation>
        </message>
    </context>
    <context>
        <name>LocaleDialog</name>
        <message>
            <source>1 {foreign} is worth</source>
            <translation>1 {foreign} 折合</translation>
        </message>
        <message>
            <source>Another rate</source>
            <translation>添加汇率</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a currency…</source>
            <translation>选择货币…</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>货币</translation>
        </message>
        <message>
            <source>Imports take them where a source says nothing else. Rows that are there keep their times and amounts; another currency needs other rates.</source>
            <translation>数据源没有另行说明时，导入采用这些设置。已有的行保持原来的时间和金额；更换货币后需要新的汇率。</translation>
        </message>
        <message>
            <source>Not chosen</source>
            <translation>未选择</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>未填写</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>Time zone and currency of this project</source>
            <translation>此项目的时区和货币</translation>
        </message>
    </context>
    <context>
        <name>LogsView</name>
        <message>
            <source>A log of choices with the chance of each (columns item_id, position, click and propensity_score) tells what another way of choosing would have earned, where it has seen enough of it.</source>
            <translation>带有每次选择概率的日志（列 item_id、position、click 和 propensity_score）可以说明另一种选择方式会带来多少点击，前提是日志中有足够的相关记录。</translation>
        </message>
        <message>
            <source>A log of second-price auctions (click, market price and predicted CTR on each line) is played again, episode by episode, with a budget each; the training info is the JSON file that belongs to it.</source>
            <translation>按回合重放第二价格竞价日志（每行为点击、市场价格和预测点击率），每回合各有一份预算；训练信息是与之配套的 JSON 文件。</translation>
        </message>
        <message>
            <source>A log of the policy itself…</source>
            <translation>该策略自己的日志…</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>All runs</source>
            <translation>所有运行</translation>
        </message>
        <message>
            <source>Auctions</source>
            <translation>竞价</translation>
        </message>
        <message>
            <source>Auctions in an episode</source>
            <translation>每回合的竞价数</translation>
        </message>
        <message>
            <source>Automatic (this program's default)</source>
            <translation>自动（本程序的默认策略）</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>预算</translation>
        </message>
        <message>
            <source>Budget: {share} of what all cost</source>
            <translation>预算：全部费用的 {share}</translation>
        </message>
        <message>
            <source>Choose the log…</source>
            <translation>选择日志…</translation>
        </message>
        <message>
            <source>Choose the training info…</source>
            <translation>选择训练信息…</translation>
        </message>
        <message>
            <source>Cost per click (mcpc)</source>
            <translation>每次点击成本（mcpc）</translation>
        </message>
        <message>
            <source>DR, optimistic shrinkage (DRos)</source>
            <translation>DR，乐观收缩（DRos）</translation>
        </message>
        <message>
            <source>Direct method (DM)</source>
            <translation>直接法（DM）</translation>
        </message>
        <message>
            <source>Doubly robust (DR)</source>
            <translation>双重稳健（DR）</translation>
        </message>
        <message>
            <source>Dynamic programme (RLB)</source>
            <translation>动态规划（RLB）</translation>
        </message>
        <message>
            <source>Dynamic programme, mean CTR (SS-MDP)</source>
            <translation>动态规划，平均点击率（SS-MDP）</translation>
        </message>
        <message>
            <source>Even: each item with the same chance</source>
            <translation>均匀：每个条目概率相同</translation>
        </message>
        <message>
            <source>Inverse propensity (IPS)</source>
            <translation>逆倾向（IPS）</translation>
        </message>
        <message>
            <source>Its own log has {mean} ({low} to {high}).</source>
            <translation>其自己的日志为 {mean}（{low} 至 {high}）。</translation>
        </message>
        <message>
            <source>Judge a policy on {name}</source>
            <translation>用 {name} 评判策略</translation>
        </message>
        <message>
            <source>Judge the policy</source>
            <translation>评判策略</translation>
        </message>
        <message>
            <source>Linear</source>
            <translation>线性</translation>
        </message>
        <message>
            <source>Logs played again</source>
            <translation>重放日志</translation>
        </message>
        <message>
            <source>Play it again</source>
            <translation>重放</translation>
        </message>
        <message>
            <source>Policies</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>Replay of matching rounds</source>
            <translation>重放匹配的轮次</translation>
        </message>
        <message>
            <source>Replay {name}</source>
            <translation>重放 {name}</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>另存为 CSV…</translation>
        </message>
        <message>
            <source>Save the table</source>
            <translation>保存表格</translation>
        </message>
        <message>
            <source>Save {name}</source>
            <translation>保存 {name}</translation>
        </message>
        <message>
            <source>Self-normalised (SNIPS)</source>
            <translation>自归一化（SNIPS）</translation>
        </message>
        <message>
            <source>Switch-DR</source>
            <translation>Switch-DR</translation>
        </message>
        <message>
            <source>Tables (*.csv *.csv.gz)</source>
            <translation>表格 (*.csv *.csv.gz)</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>The log's own</source>
            <translation>日志自己的策略</translation>
        </message>
        <message>
            <source>The table is saved as {path}.</source>
            <translation>表格已保存为 {path}。</translation>
        </message>
        <message>
            <source>Thompson sampling of Open Bandit (men)</source>
            <translation>Open Bandit 的 Thompson 采样（男装）</translation>
        </message>
        <message>
            <source>What each strategy won</source>
            <translation>各策略的所得</translation>
        </message>
        <message>
            <source>What the policy would have earned</source>
            <translation>该策略本会带来的结果</translation>
        </message>
        <message>
            <source>auctions in an episode</source>
            <translation>次竞价为一回合</translation>
        </message>
        <message>
            <source>no file chosen</source>
            <translation>未选择文件</translation>
        </message>
        <message>
            <source>{auctions:,} auctions in {episodes:,} episodes, each with a budget of {budget:,}. Hindsight would have bought {oracle} predicted clicks.</source>
            <translation>{episodes:,} 个回合共 {auctions:,} 次竞价，每回合预算 {budget:,}。事后最优可买到 {oracle} 次预测点击。</translation>
        </message>
        <message>
            <source>{rounds:,} rounds with {rewards:,} clicks, {mean} on average. For this policy they count like {size} rounds; the largest weight is {weight}, and {unsupported} of its choices were never logged.</source>
            <translation>{rounds:,} 轮，{rewards:,} 次点击，平均 {mean}。对该策略而言相当于 {size} 轮；最大权重为 {weight}，其选择中有 {unsupported} 从未被记录。</translation>
        </message>
    </context>
    <context>
        <name>LookalikesTool</name>
        <message>
            <source>Choose a segment that did well. Everyone else is ranked by how much they are like these people, and you take as many as your budget allows.</source>
            <translation>选择一个效果好的细分人群。其他所有人会按与这些人的相似程度排序，您可按预算选取相应数量。</translation>
        </message>
        <message>
            <source>Closest</source>
            <translation>最相似</translation>
        </message>
        <message>
            <source>Find lookalikes</source>
            <translation>寻找相似人群</translation>
        </message>
        <message>
            <source>Find people like “{name}”</source>
            <translation>寻找与“{name}”相似的人</translation>
        </message>
        <message>
            <source>Learned from {count:,} people in “{name}”</source>
            <translation>由“{name}”中的 {count:,} 人学得</translation>
        </message>
        <message>
            <source>Learned from {count} person in “{name}”</source>
            <translation>由“{name}”中的 {count} 人学得</translation>
        </message>
        <message>
            <source>Like the people in</source>
            <translation>与此细分人群中的人相似</translation>
        </message>
        <message>
            <source>Like {name}, {share}</source>
            <translation>与{name}相似，{share}</translation>
        </message>
        <message>
            <source>Lookalikes are people who are like those in a segment. Save the segment of your best customers first.</source>
            <translation>相似人群是与某个细分人群中的人相似的人。请先保存由您的最佳客户组成的细分人群。</translation>
        </message>
        <message>
            <source>More people like your best ones</source>
            <translation>更多像最佳客户那样的人</translation>
        </message>
        <message>
            <source>More reach</source>
            <translation>覆盖更广</translation>
        </message>
        <message>
            <source>Save as segment</source>
            <translation>存为细分人群</translation>
        </message>
        <message>
            <source>Share of those ranked</source>
            <translation>占参与排序者的比例</translation>
        </message>
        <message>
            <source>What makes them alike</source>
            <translation>相似之处</translation>
        </message>
        <message>
            <source>the {share} of {candidates:,} others who are most like “{name}”</source>
            <translation>其他 {candidates:,} 人中与“{name}”最相似的 {share}</translation>
        </message>
        <message>
            <source>they are told apart from others fairly (AUC {figure}).</source>
            <translation>尚能与其他人区分（AUC {figure}）。</translation>
        </message>
        <message>
            <source>they are told apart from others well (AUC {figure}).</source>
            <translation>能与其他人很好地区分（AUC {figure}）。</translation>
        </message>
        <message>
            <source>they hardly differ from others (AUC {figure}): expect little from this.</source>
            <translation>他们与其他人几乎没有差别（AUC {figure}）：不要抱太高期望。</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count:,} people without consent are not among those ranked.</source>
            <translation>{count:,} 位未同意的人未参与排序。</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{count} person without consent is not among those ranked.</source>
            <translation>{count} 位未同意的人未参与排序。</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>AdManager</source>
            <translation>AdManager</translation>
        </message>
        <message>
            <source>Cancel the jobs and close</source>
            <translation>取消任务并关闭</translation>
        </message>
        <message>
            <source>Closing the window cancels them; the project stays as it was before each of them.</source>
            <translation>关闭窗口会取消这些任务；项目保持每个任务开始之前的状态。</translation>
        </message>
        <message>
            <source>Go to</source>
            <translation>转到</translation>
        </message>
        <message>
            <source>Jobs are running</source>
            <translation>有任务正在运行</translation>
        </message>
        <message>
            <source>Opening {name}…</source>
            <translation>正在打开 {name}…</translation>
        </message>
    </context>
    <context>
        <name>ModelCompare</name>
        <message>
            <source>A</source>
            <translation>A</translation>
        </message>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>All models</source>
            <translation>所有模型</translation>
        </message>
        <message>
            <source>Average precision</source>
            <translation>平均精确率</translation>
        </message>
        <message>
            <source>B</source>
            <translation>B</translation>
        </message>
        <message>
            <source>B minus A</source>
            <translation>B 减 A</translation>
        </message>
        <message>
            <source>Base rate</source>
            <translation>基准率</translation>
        </message>
        <message>
            <source>Calibration error (lower is better)</source>
            <translation>校准误差（越低越好）</translation>
        </message>
        <message>
            <source>Calibration error by chance alone</source>
            <translation>仅由偶然造成的校准误差</translation>
        </message>
        <message>
            <source>Columns taken</source>
            <translation>使用的列</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>模型族</translation>
        </message>
        <message>
            <source>Figure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Log loss (nats, lower is better)</source>
            <translation>对数损失（奈特，越低越好）</translation>
        </message>
        <message>
            <source>Model A</source>
            <translation>模型 A</translation>
        </message>
        <message>
            <source>Model B</source>
            <translation>模型 B</translation>
        </message>
        <message>
            <source>Predicts</source>
            <translation>预测目标</translation>
        </message>
        <message>
            <source>Rows held out</source>
            <translation>留出的行</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>The figures stand beside one another, but they answer different questions.</source>
            <translation>指标并列显示，但回答的是不同的问题。</translation>
        </message>
        <message>
            <source>There is not enough data to tell the models apart: B minus A is {gap} AUC, with 95 % confidence {interval}.</source>
            <translation>数据不足，无法区分两个模型：B 减 A 的 AUC 为 {gap}，95 % 置信区间为 {interval}。</translation>
        </message>
        <message>
            <source>Which ranks people better</source>
            <translation>谁的排序更好</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
        <message>
            <source>“{better}” ranks people better than “{other}”: B minus A is {gap} AUC, with 95 % confidence {interval}.</source>
            <translation>“{better}”的人群排序优于“{other}”：B 减 A 的 AUC 为 {gap}，95 % 置信区间为 {interval}。</translation>
        </message>
    </context>
    <context>
        <name>ModelFiles</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Check {file}</source>
            <translation>检查 {file}</translation>
        </message>
        <message>
            <source>Export the model</source>
            <translation>导出模型</translation>
        </message>
        <message>
            <source>Export “{name}”</source>
            <translation>导出“{name}”</translation>
        </message>
        <message>
            <source>Load a model</source>
            <translation>加载模型</translation>
        </message>
        <message>
            <source>Load {file}</source>
            <translation>加载 {file}</translation>
        </message>
        <message>
            <source>ONNX models (*.onnx)</source>
            <translation>ONNX 模型 (*.onnx)</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>The model is loaded as “{name}”, since there is another one called “{asked}”.</source>
            <translation>模型已载入，名称为“{name}”，因为已有另一个模型叫“{asked}”。</translation>
        </message>
        <message>
            <source>The model is saved as {path}.</source>
            <translation>模型已保存为 {path}。</translation>
        </message>
        <message>
            <source>The model “{name}” is loaded.</source>
            <translation>模型“{name}”已加载。</translation>
        </message>
        <message>
            <source>{what}: a trial run in a process of its own…</source>
            <translation>{what}：正在独立进程中试运行…</translation>
        </message>
    </context>
    <context>
        <name>ModelList</name>
        <message>
            <source>Compare two</source>
            <translation>比较两个模型</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Export as ONNX…</source>
            <translation>导出为 ONNX…</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open a model for its columns, training and card, or select two to compare.</source>
            <translation>打开模型查看其列、训练过程和模型卡，或选择两个进行比较。</translation>
        </message>
    </context>
    <context>
        <name>ModelPanel</name>
        <message>
            <source>Ads that ran before, as designs (.json), a table of their attributes (.csv) or bare pictures, of which light and dark, colours and the photo’s place are read: the design model then learns from them, too.</source>
            <translation>以往投放的广告：设计文件 (.json)、属性表格 (.csv) 或仅有图片（从中读取明暗、颜色与照片位置）；设计模型也会从中学习。</translation>
        </message>
        <message>
            <source>Both learn the same designs: the VAE in ten seconds, the GAN in thirty, a little closer.</source>
            <translation>两者学习相同的设计：VAE 约需十秒；GAN 约需三十秒，结果略为接近。</translation>
        </message>
        <message>
            <source>Design model</source>
            <translation>设计模型</translation>
        </message>
        <message>
            <source>Designs, tables and pictures (*.json *.csv *.png *.jpg *.jpeg *.webp *.gif)</source>
            <translation>设计、表格与图片 (*.json *.csv *.png *.jpg *.jpeg *.webp *.gif)</translation>
        </message>
        <message>
            <source>Distance to the designs it learned from: choices {mean:.3f} on average and {most:.3f} at most (total variation), numbers {numbers:.3f} at most (Kolmogorov-Smirnov).</source>
            <translation>与所学设计的距离：类别平均 {mean:.3f}、最大 {most:.3f}（全变差），数值最大 {numbers:.3f}（Kolmogorov-Smirnov）。</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>From a folder…</source>
            <translation>从文件夹导入…</translation>
        </message>
        <message>
            <source>GAN</source>
            <translation>GAN</translation>
        </message>
        <message>
            <source>Import past ads…</source>
            <translation>导入过往广告…</translation>
        </message>
        <message>
            <source>Kind of model</source>
            <translation>模型类型</translation>
        </message>
        <message>
            <source>Learn from impressions</source>
            <translation>从展示中学习</translation>
        </message>
        <message>
            <source>Learn from the impressions of kept creatives, and each design shows the click-through rate that is expected of it; Generate then takes the best of 256.</source>
            <translation>从已保留创意的展示数据中学习后，每个设计都会显示其预期点击率；“生成”随后会从 256 个中选出最好的。</translation>
        </message>
        <message>
            <source>Learned from {count:,} designs of the rule grammar, in {seconds} of processor time.</source>
            <translation>从规则语法的 {count:,} 个设计中学习，处理器用时 {seconds}。</translation>
        </message>
        <message>
            <source>Learned from {impressions:,} impressions of {creatives} kept creatives with {clicks:,} clicks. Generate takes the best of 256.</source>
            <translation>已从 {creatives} 个保留创意的 {impressions:,} 次展示和 {clicks:,} 次点击中学习。“生成”会从 256 个中选出最好的。</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Loss of the design model</source>
            <translation>设计模型的损失</translation>
        </message>
        <message>
            <source>Past ads</source>
            <translation>过往广告</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Take all past ads out of the project; this can be undone</source>
            <translation>将所有过往广告移出项目；此操作可以撤销</translation>
        </message>
        <message>
            <source>There is no model yet: designs come from the rule grammar. Training takes about ten seconds.</source>
            <translation>还没有模型：设计来自规则语法。训练约需十秒。</translation>
        </message>
        <message>
            <source>These impressions are simulated.</source>
            <translation>这些展示是模拟的。</translation>
        </message>
        <message>
            <source>They do not tell one design from another yet.</source>
            <translation>它们还不能区分不同的设计。</translation>
        </message>
        <message>
            <source>Train the design model</source>
            <translation>训练设计模型</translation>
        </message>
        <message>
            <source>Training needs PyTorch, which is not installed here; designs come from the rule grammar.</source>
            <translation>训练需要 PyTorch，这里没有安装；设计来自规则语法。</translation>
        </message>
        <message>
            <source>VAE</source>
            <translation>VAE</translation>
        </message>
        <message>
            <source>What is clicked</source>
            <translation>哪些会被点击</translation>
        </message>
        <message>
            <source>nats</source>
            <translation>奈特</translation>
        </message>
        <message>
            <source>{count} past ad is kept; the next training learns from it, too.</source>
            <translation>已保存 {count} 则过往广告；下次训练也会从中学习。</translation>
        </message>
        <message>
            <source>{count} past ads are kept; the next training learns from them, too.</source>
            <translation>已保存 {count} 则过往广告；下次训练也会从中学习。</translation>
        </message>
    </context>
    <context>
        <name>ModelSummary</name>
        <message>
            <source>A model from elsewhere has no figures that could be compared.</source>
            <translation>外来的模型没有可以比较的指标。</translation>
        </message>
        <message>
            <source>Only models that answer with the chance of a yes can be compared.</source>
            <translation>只有给出“是”的概率的模型才能比较。</translation>
        </message>
        <message>
            <source>Only two models can be compared at a time.</source>
            <translation>一次只能比较两个模型。</translation>
        </message>
        <message>
            <source>Qini {qini} (95 %: {low} to {high}). Open the model for its curve and its verdict.</source>
            <translation>Qini {qini}（95 %：{low} 至 {high}）。打开模型可查看曲线和结论。</translation>
        </message>
        <message>
            <source>See the columns</source>
            <translation>查看各列</translation>
        </message>
        <message>
            <source>Select a model to see here how good it is.</source>
            <translation>选择一个模型，即可在此查看其质量。</translation>
        </message>
        <message>
            <source>Two models are selected: compare them to see which one ranks people better.</source>
            <translation>已选择两个模型：进行比较即可看出哪个排序更好。</translation>
        </message>
        <message>
            <source>What came next was among its first ten in {share} of cases, in those of the lookup table in {table}. Open the model for the rest.</source>
            <translation>接下来的项目有 {share} 排在它的前十名之内，查找表为 {table}。打开模型可查看其余内容。</translation>
        </message>
        <message>
            <source>What came next was its first guess in {share} of cases, that of the lookup table in {table}. Open the model for the rest.</source>
            <translation>接下来的项目有 {share} 是它的第一个猜测，查找表为 {table}。打开模型可查看其余内容。</translation>
        </message>
        <message>
            <source>“{name}” comes from elsewhere: how good it is, the file does not say. Open it to see which columns feed it.</source>
            <translation>“{name}”来自其他程序：文件没有说明其质量。打开它可查看由哪些列提供输入。</translation>
        </message>
    </context>
    <context>
        <name>ModelView</name>
        <message>
            <source>95 %: {low} to {high}</source>
            <translation>95 %：{low} 至 {high}</translation>
        </message>
        <message>
            <source>A file from elsewhere · loaded {time}</source>
            <translation>外部文件 · 加载于 {time}</translation>
        </message>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>All figures are from {rows:,} rows that were held out, scored by the exported file itself. The band is the 95 % interval of the observed share.</source>
            <translation>所有指标来自 {rows:,} 行留出数据，由导出的文件本身评分。色带为观测占比的 95 % 区间。</translation>
        </message>
        <message>
            <source>All models</source>
            <translation>所有模型</translation>
        </message>
        <message>
            <source>Base rate</source>
            <translation>基准率</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>校准误差</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Columns of the model</source>
            <translation>模型的列</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>与…比较</translation>
        </message>
        <message>
            <source>Delete the model</source>
            <translation>删除模型</translation>
        </message>
        <message>
            <source>Explain</source>
            <translation>解释</translation>
        </message>
        <message>
            <source>Export ONNX…</source>
            <translation>导出 ONNX…</translation>
        </message>
        <message>
            <source>Fitted at once, without epochs, in {time}.</source>
            <translation>一次拟合完成，无需轮次，用时 {time}。</translation>
        </message>
        <message>
            <source>Generated data</source>
            <translation>生成的数据</translation>
        </message>
        <message>
            <source>How far the probabilities are from what happened, in nats.</source>
            <translation>概率与实际结果的差距，单位为奈特。</translation>
        </message>
        <message>
            <source>How many times more responders the best-ranked tenth holds.</source>
            <translation>排名前十分之一中的响应者是平均水平的多少倍。</translation>
        </message>
        <message>
            <source>It divides numbers by one another, too: {quotients}.</source>
            <translation>模型还读取数值相除的商：{quotients}。</translation>
        </message>
        <message>
            <source>Lift at 10 %</source>
            <translation>前 10 % 提升度</translation>
        </message>
        <message>
            <source>Log loss</source>
            <translation>对数损失</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Model card</source>
            <translation>模型卡</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>更多操作</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>质量</translation>
        </message>
        <message>
            <source>Random split beside the split by order: a quick model reaches an AUC of {drawn} on people drawn at random and {late} on the last 30 % of the rows. These can be told from the first 70 % with an AUC of {moved}; 0.5 is not at all, above 0.8 the world has moved.</source>
            <translation>随机划分与按顺序划分对比：快速模型在随机抽取的人群上 AUC 为 {drawn}，在最后 30 % 的行上为 {late}。将这些行与前 70 % 区分开的 AUC 为 {moved}；0.5 表示无法区分，高于 0.8 表示环境已经变化。</translation>
        </message>
        <message>
            <source>Score everyone with it</source>
            <translation>用它为所有人评分</translation>
        </message>
        <message>
            <source>See the columns</source>
            <translation>查看各列</translation>
        </message>
        <message>
            <source>Several models were boosted in {time}, and answer by their mean. Of the last one, whose curves these are, the trees up to round {best:,} were kept, where the loss on rows kept aside was lowest.</source>
            <translation>训练了多个提升树模型，用时 {time}，取其平均值作答。图中曲线属于最后一个模型：保留到第 {best:,} 轮为止的树，此时预留行上的损失最低。</translation>
        </message>
        <message>
            <source>The chance that someone who did is ranked above someone who did not.</source>
            <translation>响应者排在未响应者之前的概率。</translation>
        </message>
        <message>
            <source>The mean distance between predicted and observed shares, in 15 groups of equal size.</source>
            <translation>分成 15 个等大的组，预测占比与观测占比的平均差距。</translation>
        </message>
        <message>
            <source>The model learned from people that the program made up, not from real customers.</source>
            <translation>该模型从程序虚构的人物中学习，而非真实客户。</translation>
        </message>
        <message>
            <source>The model takes {count:,} columns as they are in the table.</source>
            <translation>模型直接使用表中的 {count:,} 列。</translation>
        </message>
        <message>
            <source>The model takes {count} column as it is in the table.</source>
            <translation>模型直接使用表中的 {count} 列。</translation>
        </message>
        <message>
            <source>The share of all who did.</source>
            <translation>响应者在全部人中的占比。</translation>
        </message>
        <message>
            <source>Train it anew</source>
            <translation>重新训练</translation>
        </message>
        <message>
            <source>Train it anew with the same settings</source>
            <translation>用相同设置重新训练</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>base rate alone: {loss}</source>
            <translation>仅用基准率：{loss}</translation>
        </message>
        <message>
            <source>chance alone: {floor}</source>
            <translation>仅由偶然：{floor}</translation>
        </message>
        <message>
            <source>reaches {share} of them</source>
            <translation>覆盖响应者的 {share}</translation>
        </message>
        <message>
            <source>{count:,} epochs in {time}; the weights of epoch {best} were kept, where the loss on people kept aside was lowest.</source>
            <translation>{time}内训练 {count:,} 轮；保留了第 {best} 轮的权重，其在预留人群上的损失最低。</translation>
        </message>
        <message>
            <source>{count:,} epochs in {time}; the weights of epoch {best} were kept, where the loss on rows kept aside was lowest.</source>
            <translation>共 {count:,} 轮，用时 {time}；保留第 {best} 轮的权重，此时预留行上的损失最低。</translation>
        </message>
        <message>
            <source>{count:,} others</source>
            <translation>另外 {count:,} 个</translation>
        </message>
        <message>
            <source>{count:,} were left out.</source>
            <translation>略去了 {count:,} 列。</translation>
        </message>
        <message>
            <source>{count} column comes with a warning; what it teaches may not hold later.</source>
            <translation>{count} 列带有警告；从中学到的规律以后未必成立。</translation>
        </message>
        <message>
            <source>{count} column was kept against the leak guard's advice: these figures may be too good to be true.</source>
            <translation>{count} 列未按泄漏检查的建议略去：这些指标可能好得不真实。</translation>
        </message>
        <message>
            <source>{count} columns come with a warning; what they teach may not hold later.</source>
            <translation>{count} 列带有警告；从中学到的规律以后未必成立。</translation>
        </message>
        <message>
            <source>{count} columns were kept against the leak guard's advice: these figures may be too good to be true.</source>
            <translation>{count} 列未按泄漏检查的建议略去：这些指标可能好得不真实。</translation>
        </message>
        <message>
            <source>{count} other</source>
            <translation>另外 {count} 个</translation>
        </message>
        <message>
            <source>{count} was left out.</source>
            <translation>略去了 {count} 列。</translation>
        </message>
        <message>
            <source>{family} · predicts {what} · {time}</source>
            <translation>{family} · 预测 {what} · {time}</translation>
        </message>
        <message>
            <source>{lift} times</source>
            <translation>{lift} 倍</translation>
        </message>
        <message>
            <source>{yes:,} of {rows:,} rows</source>
            <translation>{rows:,} 行中的 {yes:,} 行</translation>
        </message>
    </context>
    <context>
        <name>ModelsModel</name>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>ECE · floor</source>
            <translation>ECE · 下限</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>模型族</translation>
        </message>
        <message>
            <source>How far the probabilities are from what happened, in nats; lower is better.</source>
            <translation>概率与实际结果的差距，单位为奈特；越低越好。</translation>
        </message>
        <message>
            <source>How well the model ranks people, on rows that it has not seen: 0.5 is chance, 1 is perfect.</source>
            <translation>模型在未见过的行上为人群排序的能力：0.5 为随机，1 为完美。</translation>
        </message>
        <message>
            <source>Log loss</source>
            <translation>对数损失</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>创建时间</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Predicts</source>
            <translation>预测目标</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>The mean calibration error, and what a perfect model would show on as many rows by chance.</source>
            <translation>平均校准误差，以及完美模型在同样行数上因偶然而呈现的误差。</translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>A model learns from people whose answer is known. Import a file with a column that says who responded.</source>
            <translation>模型从已知结果的人中学习。请导入一个含有“谁响应过”一列的文件。</translation>
        </message>
        <message>
            <source>Among the first ten</source>
            <translation>前十名之内</translation>
        </message>
        <message>
            <source>Among the first ten, more than the lookup table, 95 %: from</source>
            <translation>前十命中比查找表高出，95 %：从</translation>
        </message>
        <message>
            <source>Among the first ten, more than the lookup table, 95 %: to</source>
            <translation>前十命中比查找表高出，95 %：到</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Boosted trees</source>
            <translation>提升树</translation>
        </message>
        <message>
            <source>By person, drawn with the seed</source>
            <translation>按人划分，由种子抽取</translation>
        </message>
        <message>
            <source>By time, the latest rows held out</source>
            <translation>按时间划分，留出最新的行</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Cases judged</source>
            <translation>评判的次数</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Compare the two newest models</source>
            <translation>比较最新的两个模型</translation>
        </message>
        <message>
            <source>Customer value</source>
            <translation>客户价值</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Deep and cross network</source>
            <translation>深度交叉网络</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Explain one person</source>
            <translation>解释一个人的结果</translation>
        </message>
        <message>
            <source>Explain “{name}”</source>
            <translation>解释“{name}”</translation>
        </message>
        <message>
            <source>Export customer value</source>
            <translation>导出客户价值</translation>
        </message>
        <message>
            <source>Factorisation network</source>
            <translation>因子分解网络</translation>
        </message>
        <message>
            <source>First of all</source>
            <translation>排在第一位</translation>
        </message>
        <message>
            <source>First of all, more than the lookup table, 95 %: from</source>
            <translation>首位命中比查找表高出，95 %：从</translation>
        </message>
        <message>
            <source>First of all, more than the lookup table, 95 %: to</source>
            <translation>首位命中比查找表高出，95 %：到</translation>
        </message>
        <message>
            <source>From elsewhere</source>
            <translation>外部来源</translation>
        </message>
        <message>
            <source>How far the treated can be told from the rest (AUC)</source>
            <translation>受触达者与其余人的可区分程度（AUC）</translation>
        </message>
        <message>
            <source>Import data</source>
            <translation>导入数据</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Judge “{name}” by new rows</source>
            <translation>用新行评判“{name}”</translation>
        </message>
        <message>
            <source>Learn from what people did who will respond next, and see how sure that is.</source>
            <translation>从以往行为学习谁接下来会响应，并了解其可靠程度。</translation>
        </message>
        <message>
            <source>Learn what customers are worth</source>
            <translation>学习客户价值</translation>
        </message>
        <message>
            <source>Load ONNX…</source>
            <translation>加载 ONNX…</translation>
        </message>
        <message>
            <source>Load a model from an ONNX file</source>
            <translation>从 ONNX 文件加载模型</translation>
        </message>
        <message>
            <source>Logistic regression</source>
            <translation>逻辑回归</translation>
        </message>
        <message>
            <source>Look through the columns for leaks</source>
            <translation>检查各列是否泄漏</translation>
        </message>
        <message>
            <source>Lookup table: among the first ten</source>
            <translation>查找表：前十名之内</translation>
        </message>
        <message>
            <source>Lookup table: first of all</source>
            <translation>查找表：排在第一位</translation>
        </message>
        <message>
            <source>Lookup table: reciprocal rank</source>
            <translation>查找表：倒数排名</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Network of several</source>
            <translation>多头集成网络</translation>
        </message>
        <message>
            <source>Nothing to learn from yet</source>
            <translation>还没有可供学习的数据</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>People judged</source>
            <translation>评判的人数</translation>
        </message>
        <message>
            <source>Profiles</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Qini</source>
            <translation>Qini</translation>
        </message>
        <message>
            <source>Qini of a single model (S-learner)</source>
            <translation>单一模型的 Qini（S-learner）</translation>
        </message>
        <message>
            <source>Qini of crossed models (X-learner)</source>
            <translation>交叉模型的 Qini（X-learner）</translation>
        </message>
        <message>
            <source>Qini of two models (T-learner)</source>
            <translation>两个模型的 Qini（T-learner）</translation>
        </message>
        <message>
            <source>Qini, 95 %: from</source>
            <translation>Qini，95 %：从</translation>
        </message>
        <message>
            <source>Qini, 95 %: to</source>
            <translation>Qini，95 %：到</translation>
        </message>
        <message>
            <source>Reciprocal rank</source>
            <translation>倒数排名</translation>
        </message>
        <message>
            <source>Score everyone with “{name}”</source>
            <translation>用“{name}”为所有人评分</translation>
        </message>
        <message>
            <source>Sequence (GRU)</source>
            <translation>序列（GRU）</translation>
        </message>
        <message>
            <source>Sequence (LSTM)</source>
            <translation>序列（LSTM）</translation>
        </message>
        <message>
            <source>Sequence (attention)</source>
            <translation>序列（注意力）</translation>
        </message>
        <message>
            <source>Sequence (convolution)</source>
            <translation>序列（卷积）</translation>
        </message>
        <message>
            <source>Show all models</source>
            <translation>显示所有模型</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Show what customers are worth</source>
            <translation>显示客户价值</translation>
        </message>
        <message>
            <source>Something else was done since; undo takes that back first.</source>
            <translation>此后还有其他操作；撤销会先撤回那些操作。</translation>
        </message>
        <message>
            <source>The model “{name}” is deleted.</source>
            <translation>模型“{name}”已删除。</translation>
        </message>
        <message>
            <source>The model “{name}” is trained.</source>
            <translation>模型“{name}”已训练完成。</translation>
        </message>
        <message>
            <source>There are not two models to compare yet.</source>
            <translation>还没有两个模型可供比较。</translation>
        </message>
        <message>
            <source>Train a model</source>
            <translation>训练模型</translation>
        </message>
        <message>
            <source>Train “{name}”</source>
            <translation>训练“{name}”</translation>
        </message>
        <message>
            <source>Treated among them</source>
            <translation>其中受触达者</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Uplift</source>
            <translation>增益</translation>
        </message>
        <message>
            <source>Uplift of all</source>
            <translation>全体的增益</translation>
        </message>
        <message>
            <source>Uplift of all, 95 %: from</source>
            <translation>全体的增益，95 %：从</translation>
        </message>
        <message>
            <source>Uplift of all, 95 %: to</source>
            <translation>全体的增益，95 %：到</translation>
        </message>
        <message>
            <source>Uplift of the best 30 %</source>
            <translation>最佳 30 % 的增益</translation>
        </message>
        <message>
            <source>Whole funnel (ESMM)</source>
            <translation>整个漏斗（ESMM）</translation>
        </message>
        <message>
            <source>Whole funnel (MMoE)</source>
            <translation>整个漏斗（MMoE）</translation>
        </message>
        <message>
            <source>Write customer value into the profiles</source>
            <translation>将客户价值写入用户档案</translation>
        </message>
        <message>
            <source>Written for {people:,} people into the columns {columns} of the profiles.</source>
            <translation>已为 {people:,} 人写入用户档案的列：{columns}。</translation>
        </message>
        <message>
            <source>Written to {path}.</source>
            <translation>已写入 {path}。</translation>
        </message>
        <message>
            <source>Yes or no</source>
            <translation>是或否</translation>
        </message>
        <message>
            <source>the same, 95 %: from</source>
            <translation>同上，95 %：从</translation>
        </message>
        <message>
            <source>the same, 95 %: to</source>
            <translation>同上，95 %：到</translation>
        </message>
        <message>
            <source>{count} models are deleted.</source>
            <translation>已删除 {count} 个模型。</translation>
        </message>
        <message>
            <source>{rows:,} people are scored; the columns of the profiles are “{click}” for the click, “{conversion}” for a conversion after it, and “{column}” for both.</source>
            <translation>已为 {rows:,} 人打分；人员档案中的列：“{click}”为点击概率，“{conversion}”为点击后的转化概率，“{column}”为两者同时发生的概率。</translation>
        </message>
        <message>
            <source>{rows:,} people are scored; their probabilities are in the column “{column}” of the profiles.</source>
            <translation>已为 {rows:,} 人评分；概率保存在档案的列“{column}”中。</translation>
        </message>
        <message>
            <source>{target} = {positive}, where {condition}</source>
            <translation>{target} = {positive}，条件为 {condition}</translation>
        </message>
        <message>
            <source>{what} is under way.</source>
            <translation>{what}正在进行。</translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message>
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>Creatives</source>
            <translation>创意</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>首页</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>隐私</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>NewProject</name>
        <message>
            <source>A template brings a brand kit and a draft of a campaign, and no data.</source>
            <translation>模板带有品牌套件和一份广告活动草稿，不含任何数据。</translation>
        </message>
        <message>
            <source>An empty project.</source>
            <translation>空项目。</translation>
        </message>
        <message>
            <source>Blank</source>
            <translation>空白</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a name…</source>
            <translation>选择名称…</translation>
        </message>
        <message>
            <source>What does the project start with?</source>
            <translation>项目从什么开始？</translation>
        </message>
    </context>
    <context>
        <name>NoEvents</name>
        <message>
            <source>Import events</source>
            <translation>导入事件</translation>
        </message>
    </context>
    <context>
        <name>NoSegments</name>
        <message>
            <source>New segment</source>
            <translation>新建细分人群</translation>
        </message>
        <message>
            <source>No segment yet</source>
            <translation>还没有细分人群</translation>
        </message>
    </context>
    <context>
        <name>OverlapTool</name>
        <message>
            <source>Circles cannot show these parts exactly; the numbers in them are right.</source>
            <translation>圆形无法精确显示这些部分；其中的数字是准确的。</translation>
        </message>
        <message>
            <source>Click a bar to go on with its people.</source>
            <translation>点击条形即可继续处理其中的人。</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在计数…</translation>
        </message>
        <message>
            <source>Open in the builder</source>
            <translation>在构建器中打开</translation>
        </message>
        <message>
            <source>People in exactly these segments</source>
            <translation>恰好属于这些细分人群的人</translation>
        </message>
        <message>
            <source>Save at least two segments; then you see here how many people they have in common.</source>
            <translation>至少保存两个细分人群，这里就会显示它们共有多少人。</translation>
        </message>
        <message>
            <source>Segments to compare</source>
            <translation>要比较的细分人群</translation>
        </message>
        <message>
            <source>Tick one segment more.</source>
            <translation>请再勾选一个细分人群。</translation>
        </message>
        <message>
            <source>Tick two to eight segments.</source>
            <translation>勾选二至八个细分人群。</translation>
        </message>
        <message>
            <source>To scale</source>
            <translation>按比例</translation>
        </message>
        <message>
            <source>{count:,} people are in none of them.</source>
            <translation>{count:,} 人不属于其中任何一个。</translation>
        </message>
        <message>
            <source>{count} person is in none of them.</source>
            <translation>{count} 人不属于其中任何一个。</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <source>A project is one file that holds your data, segments, models, creatives and runs.</source>
            <translation>项目是一个文件，其中保存您的数据、细分人群、模型、创意和运行结果。</translation>
        </message>
        <message>
            <source>Go to Home</source>
            <translation>前往首页</translation>
        </message>
        <message>
            <source>No project is open</source>
            <translation>没有打开的项目</translation>
        </message>
    </context>
    <context>
        <name>PageContext</name>
        <message>
            <source>Done again: {what}</source>
            <translation>已重做：{what}</translation>
        </message>
        <message>
            <source>Undone: {what}</source>
            <translation>已撤销：{what}</translation>
        </message>
    </context>
    <context>
        <name>PairChooser</name>
        <message>
            <source>Swap A and B</source>
            <translation>交换 A 和 B</translation>
        </message>
    </context>
    <context>
        <name>PartList</name>
        <message>
            <source>Import {count} list</source>
            <translation>导入 {count} 个列表</translation>
        </message>
        <message>
            <source>Import {count} lists</source>
            <translation>导入 {count} 个列表</translation>
        </message>
        <message>
            <source>Import {count} sheet</source>
            <translation>导入 {count} 个工作表</translation>
        </message>
        <message>
            <source>Import {count} sheets</source>
            <translation>导入 {count} 个工作表</translation>
        </message>
        <message>
            <source>Import {count} table</source>
            <translation>导入 {count} 个表</translation>
        </message>
        <message>
            <source>Import {count} tables</source>
            <translation>导入 {count} 个表</translation>
        </message>
        <message>
            <source>Import “{name}”</source>
            <translation>导入“{name}”</translation>
        </message>
        <message>
            <source>Lists to import</source>
            <translation>要导入的列表</translation>
        </message>
        <message>
            <source>Sheets to import</source>
            <translation>要导入的工作表</translation>
        </message>
        <message>
            <source>Tables to import</source>
            <translation>要导入的表</translation>
        </message>
    </context>
    <context>
        <name>PartWidget</name>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
    </context>
    <context>
        <name>PartsModel</name>
        <message>
            <source>Auctions won, as a share of those entered.</source>
            <translation>赢得的竞价占参加竞价的比例。</translation>
        </message>
        <message>
            <source>Clicks of sources marked as fraud, which are not paid, as a share of all clicks.</source>
            <translation>被标记为欺诈来源的点击（不付费）占全部点击的比例。</translation>
        </message>
        <message>
            <source>Fraud</source>
            <translation>欺诈</translation>
        </message>
        <message>
            <source>Whole run</source>
            <translation>整次运行</translation>
        </message>
        <message>
            <source>Win rate</source>
            <translation>胜出率</translation>
        </message>
    </context>
    <context>
        <name>PeopleTool</name>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Find a person by key</source>
            <translation>按键查找人员</translation>
        </message>
        <message>
            <source>Find a person by key, then Enter</source>
            <translation>输入键查找人员，按 Enter</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>The first {shown:,} of {people}</source>
            <translation>{people}中的前 {shown:,} 人</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{people} of the group “{group}”</source>
            <translation>“{group}”组的 {people}</translation>
        </message>
    </context>
    <context>
        <name>PersonCard</name>
        <message>
            <source>Active days</source>
            <translation>活跃天数</translation>
        </message>
        <message>
            <source>Ad clicked</source>
            <translation>点击广告</translation>
        </message>
        <message>
            <source>Ad converted</source>
            <translation>广告转化</translation>
        </message>
        <message>
            <source>Ad seen</source>
            <translation>看到广告</translation>
        </message>
        <message>
            <source>Attributes</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Best hour</source>
            <translation>最佳时段</translation>
        </message>
        <message>
            <source>Choose a person at the left.</source>
            <translation>请在左侧选择一个人。</translation>
        </message>
        <message>
            <source>Consent given</source>
            <translation>已同意</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Hours of the week</source>
            <translation>一周时段</translation>
        </message>
        <message>
            <source>In no saved segment.</source>
            <translation>不属于任何已保存的细分人群。</translation>
        </message>
        <message>
            <source>Interests: {interests}</source>
            <translation>兴趣：{interests}</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>最近出现</translation>
        </message>
        <message>
            <source>No consent: not in any export</source>
            <translation>未同意：不会出现在任何导出中</translation>
        </message>
        <message>
            <source>Nothing is known of what this person did. Import events to see their timeline here.</source>
            <translation>尚不知道此人做过什么。导入事件后即可在此看到时间线。</translation>
        </message>
        <message>
            <source>Open the segment “{name}”</source>
            <translation>打开细分人群“{name}”</translation>
        </message>
        <message>
            <source>The newest {shown:,} of {count:,} entries.</source>
            <translation>{count:,} 条中最新的 {shown:,} 条。</translation>
        </message>
        <message>
            <source>The newest {shown:,} of {count:,} entry.</source>
            <translation>{count:,} 条中最新的 {shown:,} 条。</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>What they did</source>
            <translation>他们做过什么</translation>
        </message>
        <message>
            <source>first {day}</source>
            <translation>首次 {day}</translation>
        </message>
        <message>
            <source>{count:,} events</source>
            <translation>{count:,} 个事件</translation>
        </message>
        <message>
            <source>{count} event</source>
            <translation>{count} 个事件</translation>
        </message>
        <message>
            <source>{day} {hour}:00</source>
            <translation>{day} {hour}:00</translation>
        </message>
        <message>
            <source>{day} {hour}:00: {count:,}</source>
            <translation>{day} {hour}:00：{count:,}</translation>
        </message>
    </context>
    <context>
        <name>PersonModel</name>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
    </context>
    <context>
        <name>PersonalColumnsModel</name>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>What that means</source>
            <translation>含义</translation>
        </message>
    </context>
    <context>
        <name>PlaceForm</name>
        <message>
            <source>1 {foreign} in {own}</source>
            <translation>1 {foreign} 折合 {own}</translation>
        </message>
        <message>
            <source>Amounts are in</source>
            <translation>金额的货币</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>未指定</translation>
        </message>
        <message>
            <source>The project's currency: {what}</source>
            <translation>项目的货币：{what}</translation>
        </message>
        <message>
            <source>The project's zone: {what}</source>
            <translation>项目的时区：{what}</translation>
        </message>
        <message>
            <source>Times that name no zone are of</source>
            <translation>未注明时区的时间属于</translation>
        </message>
        <message>
            <source>not said</source>
            <translation>未指定</translation>
        </message>
    </context>
    <context>
        <name>PlanEditor</name>
        <message>
            <source>A soft cap: the more a person saw in a week, the less is bid for them.</source>
            <translation>软频次上限：一个人一周内看到得越多，对其出价越低。</translation>
        </message>
        <message>
            <source>Ad group</source>
            <translation>广告组</translation>
        </message>
        <message>
            <source>Ad groups</source>
            <translation>广告组</translation>
        </message>
        <message>
            <source>Add an ad group</source>
            <translation>添加广告组</translation>
        </message>
        <message>
            <source>Agreed CPA</source>
            <translation>约定每次转化价</translation>
        </message>
        <message>
            <source>At most a day</source>
            <translation>每日上限</translation>
        </message>
        <message>
            <source>Automatic bids buy</source>
            <translation>自动出价购买</translation>
        </message>
        <message>
            <source>Bid strategy</source>
            <translation>出价策略</translation>
        </message>
        <message>
            <source>Budget and bid</source>
            <translation>预算与出价</translation>
        </message>
        <message>
            <source>Budget of the flight</source>
            <translation>投放期预算</translation>
        </message>
        <message>
            <source>By weight: each gets its share. By what is learned: the better a creative seems, the more it is shown, with a margin for what is not known yet.</source>
            <translation>按权重：各得其份额。自动学习：看起来越好的创意展示越多，并为尚未确知的部分留有余地。</translation>
        </message>
        <message>
            <source>Click window (hours)</source>
            <translation>点击归因窗口（小时）</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>货币</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>首日</translation>
        </message>
        <message>
            <source>Fixed CPC, CPM, CPA: a click, 1,000 impressions or a conversion is worth the amount. Automatic: bids spend the budget best, never above the amount. Target CPA and ROAS: as much as the target allows.</source>
            <translation>固定 CPC、CPM、CPA：一次点击、1,000 次展示或一次转化值该金额。自动：出价以最优方式使用预算，绝不超过该金额。目标 CPA 和 ROAS：在目标允许范围内尽可能多地购买。</translation>
        </message>
        <message>
            <source>Flight</source>
            <translation>投放期</translation>
        </message>
        <message>
            <source>Frequency cap: impressions per person</source>
            <translation>频次上限：每人展示次数</translation>
        </message>
        <message>
            <source>Highest CPA</source>
            <translation>最高 CPA</translation>
        </message>
        <message>
            <source>Highest CPC</source>
            <translation>最高 CPC</translation>
        </message>
        <message>
            <source>Highest CPM</source>
            <translation>最高 CPM</translation>
        </message>
        <message>
            <source>Impressions a week that halve the bid</source>
            <translation>使出价减半的每周展示数</translation>
        </message>
        <message>
            <source>In a day</source>
            <translation>每天</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>每周</translation>
        </message>
        <message>
            <source>In the flight</source>
            <translation>整个投放期</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>末日</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Objective</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Pacing</source>
            <translation>投放节奏</translation>
        </message>
        <message>
            <source>Paid for</source>
            <translation>付费对象</translation>
        </message>
        <message>
            <source>Target CPA</source>
            <translation>目标 CPA</translation>
        </message>
        <message>
            <source>Target ROAS</source>
            <translation>目标 ROAS</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>Where conversions are paid for, their price is reserved at the click and released when the window closes.</source>
            <translation>按转化付费时，价格在点击时预留，在窗口关闭时释放。</translation>
        </message>
        <message>
            <source>Which creative is shown</source>
            <translation>创意轮播方式</translation>
        </message>
        <message>
            <source>With the traffic, by the clock: auctions are let pass while spend is ahead. Lower bids, fewer auctions: the same by other means. Accelerated: every auction that is worth it is entered.</source>
            <translation>跟随流量、按时间均匀：花费超前时放过竞价。降低出价、减少竞价次数：以其他方式达到同样效果。加速：参加每一次值得的竞价。</translation>
        </message>
        <message>
            <source>{count} day, both included</source>
            <translation>共 {count} 天（含首末日）</translation>
        </message>
        <message>
            <source>{count} days, both included</source>
            <translation>共 {count} 天（含首末日）</translation>
        </message>
    </context>
    <context>
        <name>PlanField</name>
        <message>
            <source>This must not be empty.</source>
            <translation>不能为空。</translation>
        </message>
        <message>
            <source>{title} ({currency})</source>
            <translation>{title}（{currency}）</translation>
        </message>
    </context>
    <context>
        <name>PlanView</name>
        <message>
            <source>More actions</source>
            <translation>更多操作</translation>
        </message>
        <message>
            <source>Name of the campaign</source>
            <translation>广告活动名称</translation>
        </message>
    </context>
    <context>
        <name>PreviewModel</name>
        <message>
            <source>This column is left out.</source>
            <translation>此列不导入。</translation>
        </message>
        <message>
            <source>“{text}” does not fit this column and is left empty.</source>
            <translation>“{text}”不符合此列，已留空。</translation>
        </message>
    </context>
    <context>
        <name>PreviewTable</name>
        <message>
            <source>What will be stored</source>
            <translation>将存储的内容</translation>
        </message>
        <message>
            <source>What will be stored: all {rows} rows</source>
            <translation>将存储的内容：全部 {rows} 行</translation>
        </message>
        <message>
            <source>What will be stored: the first {rows} rows</source>
            <translation>将存储的内容：前 {rows} 行</translation>
        </message>
        <message>
            <source>{title}; times of {zone} as in {own}</source>
            <translation>{title}；{zone} 的时间按 {own} 显示</translation>
        </message>
        <message>
            <source>{title}; {what}</source>
            <translation>{title}；{what}</translation>
        </message>
    </context>
    <context>
        <name>PrivacyModel</name>
        <message>
            <source>Added columns of behaviour</source>
            <translation>添加了行为列</translation>
        </message>
        <message>
            <source>Added to do-not-contact</source>
            <translation>加入了勿联系名单</translation>
        </message>
        <message>
            <source>An export failed</source>
            <translation>一次导出失败</translation>
        </message>
        <message>
            <source>Changed the settings</source>
            <translation>更改了设置</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>同意</translation>
        </message>
        <message>
            <source>Corrected a value</source>
            <translation>更正了一个值</translation>
        </message>
        <message>
            <source>Counted with noise</source>
            <translation>加噪声统计</translation>
        </message>
        <message>
            <source>Deleted a model</source>
            <translation>删除了一个模型</translation>
        </message>
        <message>
            <source>Deleted a run</source>
            <translation>删除了一次运行</translation>
        </message>
        <message>
            <source>Drop</source>
            <translation>删除列</translation>
        </message>
        <message>
            <source>Dropped a column</source>
            <translation>删除了一列</translation>
        </message>
        <message>
            <source>Erased one person</source>
            <translation>删除了一个人</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Exported an anonymous table</source>
            <translation>导出了匿名表</translation>
        </message>
        <message>
            <source>Exported people</source>
            <translation>导出人员</translation>
        </message>
        <message>
            <source>Found this log cut, or put back to an earlier copy</source>
            <translation>发现日志被截断，或项目被换回较早的副本</translation>
        </message>
        <message>
            <source>IP addresses</source>
            <translation>IP 地址</translation>
        </message>
        <message>
            <source>Imported data</source>
            <translation>导入数据</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Kept a column</source>
            <translation>保留了一列</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>主键</translation>
        </message>
        <message>
            <source>Learned from headlines</source>
            <translation>从标题中学习</translation>
        </message>
        <message>
            <source>Learned to make up headlines</source>
            <translation>学习了如何构思标题</translation>
        </message>
        <message>
            <source>Loaded a model</source>
            <translation>载入了一个模型</translation>
        </message>
        <message>
            <source>Looked at one person</source>
            <translation>查看某个人</translation>
        </message>
        <message>
            <source>Made profiles from events</source>
            <translation>由事件生成了个人档案</translation>
        </message>
        <message>
            <source>Made pseudonyms</source>
            <translation>换成了假名</translation>
        </message>
        <message>
            <source>Made the project</source>
            <translation>创建项目</translation>
        </message>
        <message>
            <source>Made the pseudonyms' key</source>
            <translation>生成了假名密钥</translation>
        </message>
        <message>
            <source>Other key</source>
            <translation>其他键</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Personal</source>
            <translation>个人信息</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>商品</translation>
        </message>
        <message>
            <source>Pseudonym</source>
            <translation>假名</translation>
        </message>
        <message>
            <source>Removed a retention rule</source>
            <translation>删除了保留期规则</translation>
        </message>
        <message>
            <source>Removed columns of behaviour</source>
            <translation>移除了行为列</translation>
        </message>
        <message>
            <source>Removed rows that were due</source>
            <translation>移除了到期的行</translation>
        </message>
        <message>
            <source>Saved the pseudonyms' key</source>
            <translation>保存了假名密钥</translation>
        </message>
        <message>
            <source>Saved what an import did not take</source>
            <translation>保存了导入中未接受的内容</translation>
        </message>
        <message>
            <source>Scored people</source>
            <translation>为人员打分</translation>
        </message>
        <message>
            <source>Set a retention rule</source>
            <translation>设置了保留期规则</translation>
        </message>
        <message>
            <source>Set the privacy budget</source>
            <translation>设置了隐私预算</translation>
        </message>
        <message>
            <source>Simulated a campaign</source>
            <translation>模拟了一次广告活动</translation>
        </message>
        <message>
            <source>Took an import back</source>
            <translation>撤销导入</translation>
        </message>
        <message>
            <source>Took off do-not-contact</source>
            <translation>移出了勿联系名单</translation>
        </message>
        <message>
            <source>Trained a model</source>
            <translation>训练了一个模型</translation>
        </message>
        <message>
            <source>Wrote what customers are worth</source>
            <translation>写入了客户价值</translation>
        </message>
        <message>
            <source>bank accounts</source>
            <translation>银行账号</translation>
        </message>
        <message>
            <source>card numbers</source>
            <translation>银行卡号</translation>
        </message>
        <message>
            <source>e-mail addresses</source>
            <translation>电子邮件地址</translation>
        </message>
        <message>
            <source>identity numbers</source>
            <translation>身份证件号码</translation>
        </message>
        <message>
            <source>names of people</source>
            <translation>人名</translation>
        </message>
        <message>
            <source>postal addresses</source>
            <translation>邮寄地址</translation>
        </message>
        <message>
            <source>telephone numbers</source>
            <translation>电话号码</translation>
        </message>
    </context>
    <context>
        <name>PrivacyPage</name>
        <message>
            <source>1, 2, 3, …</source>
            <translation>1, 2, 3, …</translation>
        </message>
        <message>
            <source>Anonymity</source>
            <translation>匿名性</translation>
        </message>
        <message>
            <source>Audit log</source>
            <translation>审计日志</translation>
        </message>
        <message>
            <source>Backups that still hold them: {names}.</source>
            <translation>仍含有此人的备份：{names}。</translation>
        </message>
        <message>
            <source>Correct…</source>
            <translation>更正…</translation>
        </message>
        <message>
            <source>Do not contact them</source>
            <translation>不再联系此人</translation>
        </message>
        <message>
            <source>Erase them without the key?</source>
            <translation>在没有密钥的情况下清除此人？</translation>
        </message>
        <message>
            <source>Erase them…</source>
            <translation>删除此人…</translation>
        </message>
        <message>
            <source>Erase without the key</source>
            <translation>不用密钥清除</translation>
        </message>
        <message>
            <source>Erased: {count:,} rows are gone.</source>
            <translation>已删除：移除了 {count:,} 行。</translation>
        </message>
        <message>
            <source>Erased: {count} row is gone.</source>
            <translation>已删除：移除了 {count} 行。</translation>
        </message>
        <message>
            <source>Everything about this person</source>
            <translation>关于此人的全部数据</translation>
        </message>
        <message>
            <source>In no segment.</source>
            <translation>不在任何细分人群中。</translation>
        </message>
        <message>
            <source>In the segments {names}.</source>
            <translation>在细分人群 {names} 中。</translation>
        </message>
        <message>
            <source>JSON for programs (*.json)</source>
            <translation>供程序使用的 JSON (*.json)</translation>
        </message>
        <message>
            <source>Lists and retention</source>
            <translation>名单与保留期</translation>
        </message>
        <message>
            <source>No column holds consent, so everyone counts as consenting. Give a column the role “consent” at import if there is one.</source>
            <translation>没有记录同意的列，因此所有人都视为已同意。如有此列，请在导入时赋予角色“同意”。</translation>
        </message>
        <message>
            <source>Number of the row</source>
            <translation>行编号</translation>
        </message>
        <message>
            <source>On the do-not-contact list</source>
            <translation>已在请勿联系名单上</translation>
        </message>
        <message>
            <source>One person</source>
            <translation>单个人物</translation>
        </message>
        <message>
            <source>Personal columns</source>
            <translation>个人信息列</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>隐私</translation>
        </message>
        <message>
            <source>Readable page (*.html)</source>
            <translation>可读页面 (*.html)</translation>
        </message>
        <message>
            <source>Roles are given at import. Only people with a yes in each consent column are reached.</source>
            <translation>角色在导入时指定。只触达每个同意列均为“是”的人。</translation>
        </message>
        <message>
            <source>Roles that columns have</source>
            <translation>各列的角色</translation>
        </message>
        <message>
            <source>Save a copy for them</source>
            <translation>为此人保存副本</translation>
        </message>
        <message>
            <source>Save a copy for them…</source>
            <translation>为此人保存副本…</translation>
        </message>
        <message>
            <source>Saved to {file}.</source>
            <translation>已保存到 {file}。</translation>
        </message>
        <message>
            <source>Show one person's data</source>
            <translation>显示某个人的数据</translation>
        </message>
        <message>
            <source>Show the audit log</source>
            <translation>显示审计日志</translation>
        </message>
        <message>
            <source>Show their data</source>
            <translation>显示其数据</translation>
        </message>
        <message>
            <source>Shows every row about one person in people, events and impressions.</source>
            <translation>显示某个人在人物、事件和展示中的所有行。</translation>
        </message>
        <message>
            <source>The key of this project's pseudonyms is not on this computer. They can be erased without it, but a later import would take them again. Load the key first if there is a copy of it.</source>
            <translation>本项目的假名密钥不在这台计算机上。没有它也可以清除此人，但以后的导入会再次收录此人。如有密钥副本，请先载入。</translation>
        </message>
        <message>
            <source>The project file is not encrypted: encryption at rest is left to the disk. Keep projects on an encrypted disk (BitLocker, FileVault, LUKS).</source>
            <translation>项目文件未加密：静态加密由磁盘负责。请将项目保存在加密磁盘上（BitLocker、FileVault、LUKS）。</translation>
        </message>
        <message>
            <source>There is no data yet. After an import, columns that are a key or hold consent stand here.</source>
            <translation>还没有数据。导入后，作为主键或记录同意的列会显示在这里。</translation>
        </message>
        <message>
            <source>Train these models again, which learnt from them: {names}.</source>
            <translation>请重新训练用到此人数据的模型：{names}。</translation>
        </message>
        <message>
            <source>Value of {column}</source>
            <translation>{column} 的值</translation>
        </message>
        <message>
            <source>What is personal in this project, and what was done with it. Nothing leaves this computer.</source>
            <translation>此项目中的个人信息及其使用情况。没有任何内容离开本机。</translation>
        </message>
        <message>
            <source>{count:,} rows are held about {key}. This look was noted in the audit log.</source>
            <translation>关于 {key} 存有 {count:,} 行。此次查看已记入审计日志。</translation>
        </message>
        <message>
            <source>{count} row is held about {key}. This look was noted in the audit log.</source>
            <translation>关于 {key} 存有 {count} 行。此次查看已记入审计日志。</translation>
        </message>
    </context>
    <context>
        <name>ProblemButton</name>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Goes to the field.</source>
            <translation>转到该字段。</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>警告</translation>
        </message>
    </context>
    <context>
        <name>ProjectActions</name>
        <message>
            <source>AdManager projects (*.adm)</source>
            <translation>AdManager 项目 (*.adm)</translation>
        </message>
        <message>
            <source>Build the demo project</source>
            <translation>生成演示项目</translation>
        </message>
        <message>
            <source>Cancel the jobs and go on</source>
            <translation>取消任务并继续</translation>
        </message>
        <message>
            <source>Check the project file</source>
            <translation>检查项目文件</translation>
        </message>
        <message>
            <source>Copy the project to {name}</source>
            <translation>将项目复制到 {name}</translation>
        </message>
        <message>
            <source>Jobs are running</source>
            <translation>有任务正在运行</translation>
        </message>
        <message>
            <source>Leaving this project cancels them; it stays as it was before each of them.</source>
            <translation>离开此项目会取消这些任务；项目保持每个任务开始之前的状态。</translation>
        </message>
        <message>
            <source>My project</source>
            <translation>我的项目</translation>
        </message>
        <message>
            <source>New project</source>
            <translation>新建项目</translation>
        </message>
        <message>
            <source>Open project</source>
            <translation>打开项目</translation>
        </message>
        <message>
            <source>Save a copy as</source>
            <translation>另存副本</translation>
        </message>
        <message>
            <source>The project file is sound.</source>
            <translation>项目文件完好。</translation>
        </message>
        <message>
            <source>{name} copy</source>
            <translation>{name} 副本</translation>
        </message>
    </context>
    <context>
        <name>QualityCharts</name>
        <message>
            <source>95 % interval</source>
            <translation>95 % 区间</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>校准</translation>
        </message>
        <message>
            <source>Chance</source>
            <translation>随机</translation>
        </message>
        <message>
            <source>Chosen by chance</source>
            <translation>随机选择</translation>
        </message>
        <message>
            <source>False positive rate</source>
            <translation>假正率</translation>
        </message>
        <message>
            <source>Gains</source>
            <translation>增益</translation>
        </message>
        <message>
            <source>People addressed, the best first</source>
            <translation>触达人群（从最优开始）</translation>
        </message>
        <message>
            <source>Perfect</source>
            <translation>完美</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精确率</translation>
        </message>
        <message>
            <source>Precision and recall</source>
            <translation>精确率与召回率</translation>
        </message>
        <message>
            <source>Predicted probability</source>
            <translation>预测概率</translation>
        </message>
        <message>
            <source>ROC</source>
            <translation>ROC</translation>
        </message>
        <message>
            <source>Recall</source>
            <translation>召回率</translation>
        </message>
        <message>
            <source>Responders reached</source>
            <translation>覆盖的响应者</translation>
        </message>
        <message>
            <source>Share that did</source>
            <translation>实际响应占比</translation>
        </message>
        <message>
            <source>True positive rate</source>
            <translation>真正率</translation>
        </message>
    </context>
    <context>
        <name>ReadingForm</name>
        <message>
            <source>After a backslash (\")</source>
            <translation>反斜杠之后（\"）</translation>
        </message>
        <message>
            <source>Apostrophe (1'234)</source>
            <translation>撇号（1'234）</translation>
        </message>
        <message>
            <source>Blank (1 234)</source>
            <translation>空格（1 234）</translation>
        </message>
        <message>
            <source>Column names</source>
            <translation>列名</translation>
        </message>
        <message>
            <source>Comma (1,234)</source>
            <translation>逗号（1,234）</translation>
        </message>
        <message>
            <source>Comma (1,5)</source>
            <translation>逗号 (1,5)</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>Decimal mark</source>
            <translation>小数点</translation>
        </message>
        <message>
            <source>Delimiter</source>
            <translation>分隔符</translation>
        </message>
        <message>
            <source>Detect</source>
            <translation>自动检测</translation>
        </message>
        <message>
            <source>Detect anew</source>
            <translation>重新检测</translation>
        </message>
        <message>
            <source>Detected: {what}</source>
            <translation>检测到：{what}</translation>
        </message>
        <message>
            <source>Double quotes</source>
            <translation>双引号</translation>
        </message>
        <message>
            <source>Doubled ("")</source>
            <translation>双写（""）</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>First row holds</source>
            <translation>首行内容</translation>
        </message>
        <message>
            <source>Key: the column that says whose row it is</source>
            <translation>主键：说明该行属于谁的列</translation>
        </message>
        <message>
            <source>Key: the column that tells rows apart</source>
            <translation>主键：用于区分各行的列</translation>
        </message>
        <message>
            <source>Lines of comment begin with</source>
            <translation>注释行的开头</translation>
        </message>
        <message>
            <source>Lines to skip above the header</source>
            <translation>表头之上要跳过的行数</translation>
        </message>
        <message>
            <source>No comments</source>
            <translation>无注释</translation>
        </message>
        <message>
            <source>No key</source>
            <translation>无主键</translation>
        </message>
        <message>
            <source>No quotes</source>
            <translation>无引号</translation>
        </message>
        <message>
            <source>None (1234)</source>
            <translation>无（1234）</translation>
        </message>
        <message>
            <source>One row is</source>
            <translation>每一行是</translation>
        </message>
        <message>
            <source>Point (1.234)</source>
            <translation>点（1.234）</translation>
        </message>
        <message>
            <source>Point (1.5)</source>
            <translation>点 (1.5)</translation>
        </message>
        <message>
            <source>Quotes within text</source>
            <translation>文本中的引号</translation>
        </message>
        <message>
            <source>Read as import {batch} was.</source>
            <translation>按第 {batch} 次导入的方式读取。</translation>
        </message>
        <message>
            <source>Single quotes</source>
            <translation>单引号</translation>
        </message>
        <message>
            <source>Text stands in</source>
            <translation>文本引号</translation>
        </message>
        <message>
            <source>Thousands mark</source>
            <translation>千位分隔符</translation>
        </message>
        <message>
            <source>Types are proposed from the first {rows:,} rows; the whole file decides, unless you choose one.</source>
            <translation>类型由前 {rows:,} 行推断；除非您自行选择，否则以整个文件为准。</translation>
        </message>
        <message>
            <source>When a key is there already</source>
            <translation>主键已存在时</translation>
        </message>
        <message>
            <source>all that are usual</source>
            <translation>所有常用符号</translation>
        </message>
        <message>
            <source>by column</source>
            <translation>按列</translation>
        </message>
    </context>
    <context>
        <name>RecentList</name>
        <message>
            <source>Projects that you open are listed here. A project file (.adm) dropped on the window opens, too.</source>
            <translation>您打开过的项目会列在这里。把项目文件 (.adm) 拖放到窗口上也可以打开。</translation>
        </message>
        <message>
            <source>Take {name} off this list; the file stays</source>
            <translation>从列表中移除 {name}；文件会保留</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>已丢失</translation>
        </message>
    </context>
    <context>
        <name>RejectsFile</name>
        <message>
            <source>Comma-separated values (*.csv)</source>
            <translation>逗号分隔值 (*.csv)</translation>
        </message>
        <message>
            <source>Excel workbook (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>Save what was not taken</source>
            <translation>保存未导入的内容</translation>
        </message>
        <message>
            <source>Save {file}</source>
            <translation>保存 {file}</translation>
        </message>
        <message>
            <source>Saved {count} entries as {path}.</source>
            <translation>已将 {count} 条记录保存为 {path}。</translation>
        </message>
        <message>
            <source>not taken, import {batch}</source>
            <translation>未导入内容，导入 {batch}</translation>
        </message>
    </context>
    <context>
        <name>RejectsTable</name>
        <message>
            <source>(whole row)</source>
            <translation>（整行）</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>应为</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>实际内容</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Not taken as it stood</source>
            <translation>未按原样导入</translation>
        </message>
        <message>
            <source>Why, and what to do</source>
            <translation>原因与处理办法</translation>
        </message>
    </context>
    <context>
        <name>ReliabilityView</name>
        <message>
            <source>All of it</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>All runs</source>
            <translation>所有运行</translation>
        </message>
        <message>
            <source>Assumed</source>
            <translation>假设</translation>
        </message>
        <message>
            <source>By creative</source>
            <translation>按创意</translation>
        </message>
        <message>
            <source>By day</source>
            <translation>按日</translation>
        </message>
        <message>
            <source>By hour of the day</source>
            <translation>按小时</translation>
        </message>
        <message>
            <source>By placement</source>
            <translation>按版位</translation>
        </message>
        <message>
            <source>By segment</source>
            <translation>按人群</translation>
        </message>
        <message>
            <source>CTR</source>
            <translation>点击率</translation>
        </message>
        <message>
            <source>Clicks</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Conversions</source>
            <translation>转化</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>费用</translation>
        </message>
        <message>
            <source>Earlier forecasts</source>
            <translation>以往的预测</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>尚可</translation>
        </message>
        <message>
            <source>Figure</source>
            <translation>指标</translation>
        </message>
        <message>
            <source>Fitted on the first {days} days, tried on the {later} days after them. The bar is what should hold what comes in 95 of 100 cases, the line in it the forecast, the dot what came; a cross came outside.</source>
            <translation>用前 {days} 天拟合，在其后的 {later} 天上检验。横条应在 100 次中 95 次包含实际结果，其中竖线为预测，圆点为实际；叉号表示落在区间外。</translation>
        </message>
        <message>
            <source>Forecast and what came</source>
            <translation>预测与实际</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>良好</translation>
        </message>
        <message>
            <source>How each import was foretold by those before it</source>
            <translation>每次导入与此前数据对它的预测</translation>
        </message>
        <message>
            <source>How far forecasts can be trusted</source>
            <translation>预测的可信程度</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Judge again</source>
            <translation>重新评判</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>部分</translation>
        </message>
        <message>
            <source>Plans that follow the log</source>
            <translation>依据日志的计划</translation>
        </message>
        <message>
            <source>Plans with the model “{model}”</source>
            <translation>采用模型“{model}”的计划</translation>
        </message>
        <message>
            <source>Poor</source>
            <translation>较差</translation>
        </message>
        <message>
            <source>Prices</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Response</source>
            <translation>反应</translation>
        </message>
        <message>
            <source>Traffic</source>
            <translation>流量</translation>
        </message>
        <message>
            <source>Volume of data</source>
            <translation>数据量</translation>
        </message>
        <message>
            <source>What answers for people</source>
            <translation>由什么来预测人群反应</translation>
        </message>
        <message>
            <source>When impressions come back from a campaign and are imported, what the log before had forecast for them is kept here with its error.</source>
            <translation>当广告活动的展示数据回传并导入后，此前日志对它的预测及误差会保存在这里。</translation>
        </message>
    </context>
    <context>
        <name>RequestBar</name>
        <message>
            <source>As in the brand kit</source>
            <translation>按品牌套件</translation>
        </message>
        <message>
            <source>Designed for what sets these people apart in: {columns}.</source>
            <translation>根据这些人在以下列中的特点设计：{columns}。</translation>
        </message>
        <message>
            <source>Designs</source>
            <translation>设计数量</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Ground</source>
            <translation>底色</translation>
        </message>
        <message>
            <source>Keep the seed: the same seed gives the same designs.</source>
            <translation>保持种子不变：相同的种子得到相同的设计。</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>锁定</translation>
        </message>
        <message>
            <source>No column shows a trait that designs respond to; these are for everyone.</source>
            <translation>没有列能体现设计所响应的特征；这些设计面向所有人。</translation>
        </message>
        <message>
            <source>Objective</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>产品</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>细分人群</translation>
        </message>
    </context>
    <context>
        <name>RequestOptions</name>
        <message>
            <source>A picture by the image model, in the brand’s colours</source>
            <translation>图像模型生成的图案，采用品牌配色</translation>
        </message>
        <message>
            <source>An image model makes their art; an export leaves it out unless you switch it on there.</source>
            <translation>图案由图像模型生成；除非在导出时开启，否则导出不包含这些图案。</translation>
        </message>
        <message>
            <source>Art where there is no photo</source>
            <translation>没有照片时的图案</translation>
        </message>
        <message>
            <source>As they are drawn</source>
            <translation>按抽取顺序显示</translation>
        </message>
        <message>
            <source>Designs are shown as they are drawn.</source>
            <translation>设计按抽取顺序显示。</translation>
        </message>
        <message>
            <source>Drawn shapes</source>
            <translation>绘制的图形</translation>
        </message>
        <message>
            <source>Drawn shapes, on a ground by the image model</source>
            <translation>绘制的图形，底纹由图像模型生成</translation>
        </message>
        <message>
            <source>How designs are chosen and drawn</source>
            <translation>设计的挑选与绘制方式</translation>
        </message>
        <message>
            <source>Learn from impressions first, on the tab Models.</source>
            <translation>请先在“模型”页签中从展示记录学习。</translation>
        </message>
        <message>
            <source>The best of 256, once clicks were learned from</source>
            <translation>256 个中最好的（需先从点击中学习）</translation>
        </message>
        <message>
            <source>The best of a search are shown.</source>
            <translation>显示的是搜索所得的最佳设计。</translation>
        </message>
        <message>
            <source>The best of a search uphill of what is clicked</source>
            <translation>朝更易被点击的方向搜索所得的最佳设计</translation>
        </message>
        <message>
            <source>The concept that you chose</source>
            <translation>你选定的构思</translation>
        </message>
        <message>
            <source>The concept that you chose is their art; an export leaves it out unless you switch it on there.</source>
            <translation>画面采用你选定的构思；导出时默认不包含，除非在导出时打开。</translation>
        </message>
        <message>
            <source>Train or load an image model first, on the tab Models.</source>
            <translation>请先在“模型”页签中训练或载入图像模型。</translation>
        </message>
        <message>
            <source>Which designs are shown</source>
            <translation>显示哪些设计</translation>
        </message>
    </context>
    <context>
        <name>ResultView</name>
        <message>
            <source>Cells left empty</source>
            <translation>留空的单元格</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Every row and every cell was taken as it stands.</source>
            <translation>所有行和单元格均按原样导入。</translation>
        </message>
        <message>
            <source>Known keys</source>
            <translation>已存在的主键</translation>
        </message>
        <message>
            <source>Not taken as it stood</source>
            <translation>未按原样导入</translation>
        </message>
        <message>
            <source>Rows imported</source>
            <translation>导入的行</translation>
        </message>
        <message>
            <source>Rows rejected</source>
            <translation>被拒绝的行</translation>
        </message>
        <message>
            <source>did not fit their column</source>
            <translation>不符合其列</translation>
        </message>
        <message>
            <source>every cell fits</source>
            <translation>所有单元格均符合</translation>
        </message>
        <message>
            <source>every row fits</source>
            <translation>所有行均符合</translation>
        </message>
        <message>
            <source>in {time}</source>
            <translation>用时 {time}</translation>
        </message>
        <message>
            <source>listed below</source>
            <translation>列于下方</translation>
        </message>
        <message>
            <source>listed under Imports</source>
            <translation>列在“导入”中</translation>
        </message>
        <message>
            <source>of {rows} read, {took}</source>
            <translation>共读取 {rows} 行，{took}</translation>
        </message>
        <message>
            <source>stored</source>
            <translation>已存储</translation>
        </message>
        <message>
            <source>{part}: {text}</source>
            <translation>{part}：{text}</translation>
        </message>
        <message>
            <source>{updated} updated, {skipped} left out</source>
            <translation>{updated} 行更新，{skipped} 行略去</translation>
        </message>
    </context>
    <context>
        <name>ResultsDialogs</name>
        <message>
            <source>Delete its {count:,} impressions as well</source>
            <translation>同时删除其 {count:,} 次展示</translation>
        </message>
        <message>
            <source>Delete its {count} impression as well</source>
            <translation>同时删除其 {count} 次展示</translation>
        </message>
        <message>
            <source>Delete the run</source>
            <translation>删除运行</translation>
        </message>
        <message>
            <source>Delete the run “{name}”?</source>
            <translation>删除运行“{name}”？</translation>
        </message>
        <message>
            <source>Excel workbook (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>Export the report</source>
            <translation>导出报告</translation>
        </message>
        <message>
            <source>Its figures, curves and events are removed from the project. This cannot be undone.</source>
            <translation>其指标、曲线和事件将从项目中移除，且无法撤销。</translation>
        </message>
        <message>
            <source>Paper (*.pdf)</source>
            <translation>PDF 文档 (*.pdf)</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>网页 (*.html)</translation>
        </message>
    </context>
    <context>
        <name>ResultsPage</name>
        <message>
            <source>A does better</source>
            <translation>A 更好</translation>
        </message>
        <message>
            <source>B does better</source>
            <translation>B 更好</translation>
        </message>
        <message>
            <source>By day</source>
            <translation>按天</translation>
        </message>
        <message>
            <source>By hour</source>
            <translation>按小时</translation>
        </message>
        <message>
            <source>By six hours</source>
            <translation>每六小时</translation>
        </message>
        <message>
            <source>By week</source>
            <translation>按周</translation>
        </message>
        <message>
            <source>Compare the two newest runs</source>
            <translation>比较最新的两次运行</translation>
        </message>
        <message>
            <source>Compare what came with what was forecast</source>
            <translation>比较实际结果与预测</translation>
        </message>
        <message>
            <source>Counted; nothing to estimate</source>
            <translation>计数所得，无需估计</translation>
        </message>
        <message>
            <source>Delete {name}</source>
            <translation>删除 {name}</translation>
        </message>
        <message>
            <source>Export the report of a run</source>
            <translation>导出运行报告</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>How far can forecasts be trusted?</source>
            <translation>预测有多可信？</translation>
        </message>
        <message>
            <source>How far to trust</source>
            <translation>可信程度</translation>
        </message>
        <message>
            <source>Judge how far forecasts can be trusted</source>
            <translation>评判预测的可信程度</translation>
        </message>
        <message>
            <source>Logs</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Long flights with many creatives take a moment.</source>
            <translation>投放期长、创意多时需要稍等片刻。</translation>
        </message>
        <message>
            <source>No runs yet</source>
            <translation>还没有运行</translation>
        </message>
        <message>
            <source>Not comparable: other length</source>
            <translation>不可比较：时长不同</translation>
        </message>
        <message>
            <source>Not enough data to tell</source>
            <translation>数据不足，无法判断</translation>
        </message>
        <message>
            <source>Open it</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Plan a campaign</source>
            <translation>制定广告活动计划</translation>
        </message>
        <message>
            <source>Play a log again</source>
            <translation>重放日志</translation>
        </message>
        <message>
            <source>Reading the runs…</source>
            <translation>正在读取运行…</translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>可信度</translation>
        </message>
        <message>
            <source>Report on {name}</source>
            <translation>{name} 的报告</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Show all runs</source>
            <translation>显示所有运行</translation>
        </message>
        <message>
            <source>Simulate a campaign: the run is kept here with its curves, its parts and its report.</source>
            <translation>模拟一个广告活动：运行及其曲线、各部分和报告会保存在这里。</translation>
        </message>
        <message>
            <source>Stopped early</source>
            <translation>提前停止</translation>
        </message>
        <message>
            <source>The report is saved as {path}.</source>
            <translation>报告已保存为 {path}。</translation>
        </message>
        <message>
            <source>The run “{name}” is deleted.</source>
            <translation>运行“{name}”已删除。</translation>
        </message>
        <message>
            <source>There are not two runs to compare yet.</source>
            <translation>还没有两次运行可供比较。</translation>
        </message>
        <message>
            <source>There is no run to report on yet.</source>
            <translation>还没有可供报告的运行。</translation>
        </message>
        <message>
            <source>True effects of {name}</source>
            <translation>{name} 的真实效果</translation>
        </message>
        <message>
            <source>What came of each run, how sure that is, and how two runs differ.</source>
            <translation>每次运行的结果、其可靠程度，以及两次运行的差异。</translation>
        </message>
        <message>
            <source>too few yet</source>
            <translation>数据还太少</translation>
        </message>
        <message>
            <source>without bounds</source>
            <translation>没有界限</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
        <message>
            <source>{low} to {high} points</source>
            <translation>{low} 至 {high} 个百分点</translation>
        </message>
        <message>
            <source>{number} points</source>
            <translation>{number} 个百分点</translation>
        </message>
    </context>
    <context>
        <name>RetentionPanel</name>
        <message>
            <source>Counted from</source>
            <translation>起算日期</translation>
        </message>
        <message>
            <source>Due now</source>
            <translation>现已到期</translation>
        </message>
        <message>
            <source>Everything is kept for good. A rule says after how many days rows may be removed.</source>
            <translation>所有数据都永久保留。规则规定多少天后可以移除行。</translation>
        </message>
        <message>
            <source>How long rows are kept</source>
            <translation>行的保留期</translation>
        </message>
        <message>
            <source>Kept for days</source>
            <translation>保留天数</translation>
        </message>
        <message>
            <source>Only from files whose path has this in it</source>
            <translation>仅限路径中含有此内容的文件</translation>
        </message>
        <message>
            <source>Remove the rule</source>
            <translation>删除规则</translation>
        </message>
        <message>
            <source>Remove them</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove what is due</source>
            <translation>删除到期的行</translation>
        </message>
        <message>
            <source>Remove what is due…</source>
            <translation>移除到期内容…</translation>
        </message>
        <message>
            <source>Remove {count:,} rows?</source>
            <translation>移除 {count:,} 行？</translation>
        </message>
        <message>
            <source>Remove {count} row?</source>
            <translation>移除 {count} 行？</translation>
        </message>
        <message>
            <source>Removed {count:,} rows that were due.</source>
            <translation>已移除 {count:,} 行到期数据。</translation>
        </message>
        <message>
            <source>Removed {count} row that was due.</source>
            <translation>已移除 {count} 行到期数据。</translation>
        </message>
        <message>
            <source>Rows of</source>
            <translation>所属表</translation>
        </message>
        <message>
            <source>Rows that are due go with everything that the project holds of them; nothing goes by itself.</source>
            <translation>到期的行会连同项目中与其相关的一切一起移除；不会自动移除。</translation>
        </message>
        <message>
            <source>Set the rule</source>
            <translation>设置规则</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>They go with everything that the project holds of them. This cannot be undone.</source>
            <translation>它们将连同项目中与其相关的一切一起移除。此操作无法撤销。</translation>
        </message>
        <message>
            <source>any</source>
            <translation>任意</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>from any file</source>
            <translation>任何文件</translation>
        </message>
        <message>
            <source>from the import</source>
            <translation>从导入起</translation>
        </message>
        <message>
            <source>from {column}</source>
            <translation>从 {column} 起</translation>
        </message>
        <message>
            <source>the import</source>
            <translation>导入</translation>
        </message>
    </context>
    <context>
        <name>RfmTool</name>
        <message>
            <source>Days since the last purchase</source>
            <translation>距上次购买天数</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>群组</translation>
        </message>
        <message>
            <source>It ranks people by how recently (R), how often (F) and for how much (M) they bought. Import events: one row for each purchase, with the person's key, its time, and its amount.</source>
            <translation>它按最近一次购买（R）、购买次数（F）和购买金额（M）给人员排序。请导入事件：每次购买一行，包含人员的键、时间和金额。</translation>
        </message>
        <message>
            <source>More often →</source>
            <translation>更频繁 →</translation>
        </message>
        <message>
            <source>More recent →</source>
            <translation>更近 →</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>People by recency and frequency</source>
            <translation>按最近度与频度分布的人员</translation>
        </message>
        <message>
            <source>Purchases each</source>
            <translation>人均购买次数</translation>
        </message>
        <message>
            <source>RFM needs to know what people bought</source>
            <translation>RFM 需要知道人们买了什么</translation>
        </message>
        <message>
            <source>Read recency, frequency and value</source>
            <translation>读取最近度、频度与金额</translation>
        </message>
        <message>
            <source>Reading the events…</source>
            <translation>正在读取事件…</translation>
        </message>
        <message>
            <source>Save as segment</source>
            <translation>存为细分人群</translation>
        </message>
        <message>
            <source>Show these people</source>
            <translation>查看这些人</translation>
        </message>
        <message>
            <source>Suggested by what the events hold: {what}</source>
            <translation>根据事件内容建议：{what}</translation>
        </message>
        <message>
            <source>Value in all</source>
            <translation>总金额</translation>
        </message>
        <message>
            <source>What belongs to one purchase</source>
            <translation>一次购买包括哪些事件</translation>
        </message>
        <message>
            <source>What counts as a purchase</source>
            <translation>算作购买的事件</translation>
        </message>
        <message>
            <source>What it was worth</source>
            <translation>购买价值</translation>
        </message>
        <message>
            <source>What was given back</source>
            <translation>退货金额</translation>
        </message>
        <message>
            <source>When it was</source>
            <translation>购买时间</translation>
        </message>
        <message>
            <source>With consent</source>
            <translation>已同意</translation>
        </message>
        <message>
            <source>each event is one</source>
            <translation>每个事件算一次</translation>
        </message>
        <message>
            <source>every event</source>
            <translation>所有事件</translation>
        </message>
        <message>
            <source>is left out of account</source>
            <translation>不计入</translation>
        </message>
        <message>
            <source>is taken off the value</source>
            <translation>从价值中扣除</translation>
        </message>
        <message>
            <source>nothing is known</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>one {column}</source>
            <translation>每个{column}</translation>
        </message>
        <message>
            <source>{count:,} events name nobody who is among the profiles.</source>
            <translation>{count:,} 个事件没有对应到任何档案。</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count} event names nobody who is among the profiles.</source>
            <translation>{count} 个事件没有对应到任何档案。</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{name}, recency {recency} of {scores}, frequency {frequency} of {scores}: {people}</source>
            <translation>{name}，最近度 {recency}/{scores}，频度 {frequency}/{scores}：{people}</translation>
        </message>
        <message>
            <source>{people} in the group “{name}” now.</source>
            <translation>群组“{name}”目前有 {people}。</translation>
        </message>
        <message>
            <source>{people} with purchases; days are counted back from {day}.</source>
            <translation>{people}有购买记录；天数从 {day} 往回计算。</translation>
        </message>
    </context>
    <context>
        <name>RowsTable</name>
        <message>
            <source>Rows</source>
            <translation>行数</translation>
        </message>
        <message>
            <source>{count:,} columns</source>
            <translation>{count:,} 列</translation>
        </message>
        <message>
            <source>{count:,} rows</source>
            <translation>{count:,} 行</translation>
        </message>
        <message>
            <source>{count} column</source>
            <translation>{count} 列</translation>
        </message>
        <message>
            <source>{count} row</source>
            <translation>{count} 行</translation>
        </message>
    </context>
    <context>
        <name>RuleBuilder</name>
        <message>
            <source>Breakdown</source>
            <translation>构成</translation>
        </message>
        <message>
            <source>Conditions without a value are left out.</source>
            <translation>没有填值的条件会被略去。</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在计数…</translation>
        </message>
        <message>
            <source>Enter or a double click opens a person's card.</source>
            <translation>按 Enter 或双击可打开人员卡片。</translation>
        </message>
        <message>
            <source>Share of all people</source>
            <translation>占全部人群的比例</translation>
        </message>
        <message>
            <source>Some of these people</source>
            <translation>其中部分人物</translation>
        </message>
        <message>
            <source>The rule as text</source>
            <translation>规则文本</translation>
        </message>
        <message>
            <source>This rule cannot be counted yet.</source>
            <translation>此规则尚无法计数。</translation>
        </message>
        <message>
            <source>What is shown of these people</source>
            <translation>显示这些人的哪些内容</translation>
        </message>
        <message>
            <source>Who is meant: {rule}.</source>
            <translation>所指的人：{rule}。</translation>
        </message>
        <message>
            <source>age &gt;= 30 and job in ('admin.', 'services')</source>
            <translation>age &gt;= 30 and job in ('admin.', 'services')</translation>
        </message>
        <message>
            <source>no consent column</source>
            <translation>无同意列</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count:,} with consent</source>
            <translation>{count:,} 人已同意</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{share} of {total:,}</source>
            <translation>占 {total:,} 人的 {share}</translation>
        </message>
    </context>
    <context>
        <name>RunCharts</name>
        <message>
            <source>At most by plan</source>
            <translation>计划上限</translation>
        </message>
        <message>
            <source>Bands are 95 % intervals. A CTR is shown from {impressions} impressions on, a conversion rate from {clicks} clicks on.</source>
            <translation>色带为 95 % 区间。展示达到 {impressions} 次后显示点击率，点击达到 {clicks} 次后显示转化率。</translation>
        </message>
        <message>
            <source>By ad group</source>
            <translation>按广告组</translation>
        </message>
        <message>
            <source>By creative</source>
            <translation>按创意</translation>
        </message>
        <message>
            <source>CTR (%)</source>
            <translation>点击率（%）</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>Campaign only</source>
            <translation>仅广告活动</translation>
        </message>
        <message>
            <source>Click-through rate</source>
            <translation>点击率</translation>
        </message>
        <message>
            <source>Conversion rate</source>
            <translation>转化率</translation>
        </message>
        <message>
            <source>Conversion rate (%)</source>
            <translation>转化率（%）</translation>
        </message>
        <message>
            <source>Days since the start</source>
            <translation>自开始以来的天数</translation>
        </message>
        <message>
            <source>Free to spend</source>
            <translation>可花费</translation>
        </message>
        <message>
            <source>In each interval</source>
            <translation>每个时段内</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>曲线</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>计划</translation>
        </message>
        <message>
            <source>Rates</source>
            <translation>比率</translation>
        </message>
        <message>
            <source>Since the start</source>
            <translation>自开始以来</translation>
        </message>
        <message>
            <source>So far</source>
            <translation>截至目前</translation>
        </message>
        <message>
            <source>Spend against plan</source>
            <translation>花费与计划对比</translation>
        </message>
        <message>
            <source>Spend against plan ({currency})</source>
            <translation>花费与计划对比（{currency}）</translation>
        </message>
        <message>
            <source>Spent</source>
            <translation>已花费</translation>
        </message>
        <message>
            <source>Whole run</source>
            <translation>整次运行</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>{count:,} parts stand in the table only.</source>
            <translation>另有 {count:,} 个部分仅列于表中。</translation>
        </message>
        <message>
            <source>{count} part stands in the table only.</source>
            <translation>另有 {count} 个部分仅列于表中。</translation>
        </message>
    </context>
    <context>
        <name>RunFigures</name>
        <message>
            <source>CPA</source>
            <translation>CPA</translation>
        </message>
        <message>
            <source>CPC</source>
            <translation>CPC</translation>
        </message>
        <message>
            <source>CTR</source>
            <translation>点击率</translation>
        </message>
        <message>
            <source>Clicks</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Clicks after which the person did what the campaign is for; they come up to 30 days later.</source>
            <translation>点击后完成广告活动目标的次数；最晚在点击后 30 天发生。</translation>
        </message>
        <message>
            <source>Clicks divided by impressions, with Wilson's 95 % interval.</source>
            <translation>点击除以展示，附 Wilson 95 % 区间。</translation>
        </message>
        <message>
            <source>Conversion rate</source>
            <translation>转化率</translation>
        </message>
        <message>
            <source>Conversions</source>
            <translation>转化</translation>
        </message>
        <message>
            <source>Conversions divided by clicks, with Wilson's 95 % interval. It runs behind, since conversions come late.</source>
            <translation>转化除以点击，附 Wilson 95 % 区间。由于转化有延迟，该值会滞后。</translation>
        </message>
        <message>
            <source>Frequency</source>
            <translation>频次</translation>
        </message>
        <message>
            <source>How many people saw the campaign at least once.</source>
            <translation>至少看到一次该广告活动的人数。</translation>
        </message>
        <message>
            <source>How often an ad was clicked.</source>
            <translation>广告被点击的次数。</translation>
        </message>
        <message>
            <source>How often an ad was shown.</source>
            <translation>广告被展示的次数。</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Impressions for each person reached.</source>
            <translation>每个触达者看到的展示次数。</translation>
        </message>
        <message>
            <source>Mean of people's simulated mood after an impression; 50 % is neither pleased nor annoyed.</source>
            <translation>展示后人们模拟情绪的均值；50 % 表示既不满意也不厌烦。</translation>
        </message>
        <message>
            <source>ROAS</source>
            <translation>ROAS</translation>
        </message>
        <message>
            <source>Reach</source>
            <translation>触达人数</translation>
        </message>
        <message>
            <source>Revenue divided by spend.</source>
            <translation>收入除以花费。</translation>
        </message>
        <message>
            <source>Satisfaction</source>
            <translation>满意度</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>花费</translation>
        </message>
        <message>
            <source>Spend divided by clicks.</source>
            <translation>花费除以点击。</translation>
        </message>
        <message>
            <source>Spend divided by conversions.</source>
            <translation>花费除以转化。</translation>
        </message>
        <message>
            <source>What the impressions or clicks cost, against the plan at this moment.</source>
            <translation>展示或点击的花费，与此刻的计划对比。</translation>
        </message>
        <message>
            <source>impressions a person</source>
            <translation>次展示/人</translation>
        </message>
        <message>
            <source>no click yet</source>
            <translation>尚无点击</translation>
        </message>
        <message>
            <source>no conversion yet</source>
            <translation>尚无转化</translation>
        </message>
        <message>
            <source>no revenue in the plan</source>
            <translation>计划中没有收入</translation>
        </message>
        <message>
            <source>not enough clicks yet</source>
            <translation>点击尚不足</translation>
        </message>
        <message>
            <source>not enough impressions yet</source>
            <translation>展示尚不足</translation>
        </message>
        <message>
            <source>on plan ({planned})</source>
            <translation>符合计划（{planned}）</translation>
        </message>
        <message>
            <source>{share} invalid, not paid</source>
            <translation>{share} 无效，未付费</translation>
        </message>
        <message>
            <source>{share} of the auctions won</source>
            <translation>赢得 {share} 的竞价</translation>
        </message>
        <message>
            <source>{share} of {people:,} people</source>
            <translation>{people:,} 人的 {share}</translation>
        </message>
        <message>
            <source>{share} over {planned}</source>
            <translation>超出 {planned} {share}</translation>
        </message>
        <message>
            <source>{share} under {planned}</source>
            <translation>低于 {planned} {share}</translation>
        </message>
    </context>
    <context>
        <name>RunList</name>
        <message>
            <source>Compare two</source>
            <translation>比较两次运行</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>删除…</translation>
        </message>
        <message>
            <source>Export the report…</source>
            <translation>导出报告…</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open a run for its parts, plan and report, or select two to compare.</source>
            <translation>打开一次运行可查看其组成、计划和报告，或选择两次进行比较。</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行</translation>
        </message>
    </context>
    <context>
        <name>RunView</name>
        <message>
            <source>Ad group</source>
            <translation>广告组</translation>
        </message>
        <message>
            <source>Ad group and creative</source>
            <translation>广告组和创意</translation>
        </message>
        <message>
            <source>All figures end where the run was stopped.</source>
            <translation>所有指标止于运行停止之处。</translation>
        </message>
        <message>
            <source>All runs</source>
            <translation>所有运行</translation>
        </message>
        <message>
            <source>Attribution</source>
            <translation>归因</translation>
        </message>
        <message>
            <source>Below a figure stands its 95 % interval; a figure without one was counted.</source>
            <translation>指标下方为其 95 % 区间；没有区间的指标是计数所得。</translation>
        </message>
        <message>
            <source>Breakdown</source>
            <translation>细分</translation>
        </message>
        <message>
            <source>By creative</source>
            <translation>按创意</translation>
        </message>
        <message>
            <source>By frequency</source>
            <translation>按频次</translation>
        </message>
        <message>
            <source>By hour of the day</source>
            <translation>按一天中的小时</translation>
        </message>
        <message>
            <source>By placement</source>
            <translation>按版位</translation>
        </message>
        <message>
            <source>By segment</source>
            <translation>按细分人群</translation>
        </message>
        <message>
            <source>By segment and creative</source>
            <translation>按细分人群和创意</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>与…比较</translation>
        </message>
        <message>
            <source>Creative</source>
            <translation>创意</translation>
        </message>
        <message>
            <source>Delete the run…</source>
            <translation>删除运行…</translation>
        </message>
        <message>
            <source>Each stands for {weight}.</source>
            <translation>每一条代表 {weight} 次展示。</translation>
        </message>
        <message>
            <source>Export report…</source>
            <translation>导出报告…</translation>
        </message>
        <message>
            <source>Generated data</source>
            <translation>生成的数据</translation>
        </message>
        <message>
            <source>Hours of the day in {zone}; conversions stand where they happened.</source>
            <translation>{zone} 时区的小时；转化按其发生的时间计。</translation>
        </message>
        <message>
            <source>How many people each place reached is not counted.</source>
            <translation>未统计每个版位触达的人数。</translation>
        </message>
        <message>
            <source>How many people saw so many impressions in the whole flight.</source>
            <translation>整个投放期内看到相应展示次数的人数。</translation>
        </message>
        <message>
            <source>Method and assumptions</source>
            <translation>方法与假设</translation>
        </message>
        <message>
            <source>Model for clicks</source>
            <translation>点击模型</translation>
        </message>
        <message>
            <source>Model for conversions</source>
            <translation>转化模型</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>更多操作</translation>
        </message>
        <message>
            <source>None: rates come from the plan or are assumed.</source>
            <translation>无：比率来自计划或假设。</translation>
        </message>
        <message>
            <source>Nothing limited the run: no budget was spent early, and no cap held it back much.</source>
            <translation>运行未受限制：预算没有提前花完，频次上限也没有明显阻碍。</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>概览</translation>
        </message>
        <message>
            <source>Placement and position</source>
            <translation>版位与位置</translation>
        </message>
        <message>
            <source>Plan and method</source>
            <translation>计划与方法</translation>
        </message>
        <message>
            <source>Reach does not add up: a person who saw several of these is counted in each.</source>
            <translation>触达人数不可相加：看过多项的人在每一项中都计入。</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Simulated</source>
            <translation>模拟时间</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>The people of this run were made by the program; nothing here is about real customers.</source>
            <translation>此次运行的人物由程序生成，与真实客户无关。</translation>
        </message>
        <message>
            <source>The plan</source>
            <translation>计划</translation>
        </message>
        <message>
            <source>Three views</source>
            <translation>三方视角</translation>
        </message>
        <message>
            <source>Train a model</source>
            <translation>训练模型</translation>
        </message>
        <message>
            <source>Train a model on its impressions</source>
            <translation>用其展示训练模型</translation>
        </message>
        <message>
            <source>Unless a model takes the creative into account, how well each one does was drawn from the seed: this is no test of your creatives.</source>
            <translation>除非模型考虑了创意，否则各创意的表现由种子抽取：这并不是对您创意的测试。</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>发生了什么</translation>
        </message>
        <message>
            <source>Where this comes from</source>
            <translation>数据来源</translation>
        </message>
        <message>
            <source>not in the plan</source>
            <translation>计划中未设定</translation>
        </message>
        <message>
            <source>{campaign} · {state} · seed {seed} · simulated {time}</source>
            <translation>{campaign} · {state} · 种子 {seed} · 模拟于 {time}</translation>
        </message>
        <message>
            <source>{count:,} impressions of this run lie in the project, as imported ones would, and can train a model.</source>
            <translation>此次运行的 {count:,} 次展示已像导入的展示一样存入项目，可用于训练模型。</translation>
        </message>
        <message>
            <source>{count} impression of this run lies in the project, as an imported one would, and can train a model.</source>
            <translation>此次运行的 {count} 次展示已像导入的展示一样存入项目，可用于训练模型。</translation>
        </message>
        <message>
            <source>{name} (number {number})</source>
            <translation>{name}（编号 {number}）</translation>
        </message>
        <message>
            <source>{name}, SHA-256 {hash}</source>
            <translation>{name}，SHA-256 {hash}</translation>
        </message>
        <message>
            <source>{share} of {budget}</source>
            <translation>{budget} 的 {share}</translation>
        </message>
        <message>
            <source>{share} of {people:,} people</source>
            <translation>{people:,} 人的 {share}</translation>
        </message>
        <message>
            <source>{time}, in {took}</source>
            <translation>{time}，用时 {took}</translation>
        </message>
    </context>
    <context>
        <name>RunsModel</name>
        <message>
            <source>Campaign</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Simulated</source>
            <translation>模拟时间</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
    </context>
    <context>
        <name>SaveDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>It keeps the people who are in it now.</source>
            <translation>它会保留目前在其中的人。</translation>
        </message>
        <message>
            <source>Name of the segment</source>
            <translation>细分人群的名称</translation>
        </message>
        <message>
            <source>Otherwise it follows its rule: who fits later is in it, who does not is not.</source>
            <translation>否则它会跟随规则：之后符合的人会进入，不再符合的会离开。</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save as segment</source>
            <translation>存为细分人群</translation>
        </message>
        <message>
            <source>Static: keep the people who are in it now</source>
            <translation>静态：保留目前在其中的人</translation>
        </message>
    </context>
    <context>
        <name>SavedModel</name>
        <message>
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>细分人群</translation>
        </message>
    </context>
    <context>
        <name>SearchView</name>
        <message>
            <source>Best plan</source>
            <translation>最佳方案</translation>
        </message>
        <message>
            <source>Best trade-offs</source>
            <translation>最佳权衡</translation>
        </message>
        <message>
            <source>Bids</source>
            <translation>出价</translation>
        </message>
        <message>
            <source>Cheaper conversions</source>
            <translation>更低的转化成本</translation>
        </message>
        <message>
            <source>Choice of creatives</source>
            <translation>创意选择方式</translation>
        </message>
        <message>
            <source>Conversions</source>
            <translation>转化</translation>
        </message>
        <message>
            <source>Cost per conversion</source>
            <translation>每次转化成本</translation>
        </message>
        <message>
            <source>Difference (95 % interval)</source>
            <translation>差异（95 % 区间）</translation>
        </message>
        <message>
            <source>Frequency cap</source>
            <translation>频次上限</translation>
        </message>
        <message>
            <source>Given up early</source>
            <translation>提前放弃</translation>
        </message>
        <message>
            <source>Goal</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>投放时段</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Keep the best plan as a campaign</source>
            <translation>将最佳方案保存为广告活动</translation>
        </message>
        <message>
            <source>Look for a better plan</source>
            <translation>寻找更好的方案</translation>
        </message>
        <message>
            <source>Look for a better plan than “{name}”</source>
            <translation>寻找优于“{name}”的方案</translation>
        </message>
        <message>
            <source>Many versions of this plan are simulated on the same people and prices. The best of them is then checked on fresh seeds, since the best of many is always a little lucky.</source>
            <translation>此方案的多个变体将在相同的人群和价格上进行模拟。其中最佳者会再用新的随机种子检验，因为众多方案中的最佳者总带有一点运气。</translation>
        </message>
        <message>
            <source>May change</source>
            <translation>可变动</translation>
        </message>
        <message>
            <source>More conversions</source>
            <translation>更多转化</translation>
        </message>
        <message>
            <source>More revenue for the money</source>
            <translation>更高的投入产出</translation>
        </message>
        <message>
            <source>No plan is shown to be better than yours.</source>
            <translation>没有方案被证明优于您的方案。</translation>
        </message>
        <message>
            <source>No search yet</source>
            <translation>尚未搜索</translation>
        </message>
        <message>
            <source>On fresh seeds</source>
            <translation>在新的随机种子上</translation>
        </message>
        <message>
            <source>Plans to try</source>
            <translation>尝试的方案数</translation>
        </message>
        <message>
            <source>Plans tried: what they spend and what they bring</source>
            <translation>已试方案：花费与收获</translation>
        </message>
        <message>
            <source>Revenue</source>
            <translation>收入</translation>
        </message>
        <message>
            <source>Revenue per unit of spend</source>
            <translation>每单位花费的收入</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>花费</translation>
        </message>
        <message>
            <source>Split of the budget</source>
            <translation>预算分配</translation>
        </message>
        <message>
            <source>The best plan is better than yours, also on seeds that the search has not seen.</source>
            <translation>最佳方案优于您的方案，在搜索未用过的随机种子上也是如此。</translation>
        </message>
        <message>
            <source>There is not enough data to say which plan is better.</source>
            <translation>数据不足，无法判断哪个方案更好。</translation>
        </message>
        <message>
            <source>Tried</source>
            <translation>已尝试</translation>
        </message>
        <message>
            <source>What the best plan changes</source>
            <translation>最佳方案的改动</translation>
        </message>
        <message>
            <source>Your plan</source>
            <translation>您的方案</translation>
        </message>
        <message>
            <source>Your plan and the best plan</source>
            <translation>您的方案与最佳方案</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>{gap} ({low} to {high})</source>
            <translation>{gap}（{low} 至 {high}）</translation>
        </message>
        <message>
            <source>{name}, better</source>
            <translation>{name}（优化）</translation>
        </message>
    </context>
    <context>
        <name>SegmentsView</name>
        <message>
            <source>Ad for {segment}</source>
            <translation>面向{segment}的广告</translation>
        </message>
        <message>
            <source>Add a condition first.</source>
            <translation>请先添加条件。</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>删除…</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>Discard the changes?</source>
            <translation>放弃更改？</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Expected CTR among them {own:.2%}; of the ad for everyone {before:.2%}.</source>
            <translation>在他们当中的预期点击率为 {own:.2%}；面向所有人的广告为 {before:.2%}。</translation>
        </message>
        <message>
            <source>Export people…</source>
            <translation>导出人员…</translation>
        </message>
        <message>
            <source>Go to Audience</source>
            <translation>前往受众页</translation>
        </message>
        <message>
            <source>In what designs respond to, these people are like everyone: this is the ad for everyone.</source>
            <translation>在设计所依据的特征上，这些人与所有人相近：这就是面向所有人的广告。</translation>
        </message>
        <message>
            <source>Keeps the people who are in it when it is saved, instead of following its rule.</source>
            <translation>保留保存时的成员，不再随规则变化。</translation>
        </message>
        <message>
            <source>Make a copy</source>
            <translation>创建副本</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>更多操作</translation>
        </message>
        <message>
            <source>Name of the segment</source>
            <translation>细分人群名称</translation>
        </message>
        <message>
            <source>New segment</source>
            <translation>新建细分人群</translation>
        </message>
        <message>
            <source>No column shows what these people are like: this is the ad for everyone.</source>
            <translation>没有任何列能说明这些人的特点：这就是面向所有人的广告。</translation>
        </message>
        <message>
            <source>No segments to compare</source>
            <translation>没有可比较的细分人群</translation>
        </message>
        <message>
            <source>Nothing is known of everyone: the others are made from this.</source>
            <translation>所有人没有共同特征：其他广告都由此做出。</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save segments on the page Audience: each gets its own design of the same product.</source>
            <translation>请在“受众”页保存细分人群：每个人群都会得到同一产品的专属设计。</translation>
        </message>
        <message>
            <source>Saved segments</source>
            <translation>已保存的细分人群</translation>
        </message>
        <message>
            <source>Segments that you save are listed here.</source>
            <translation>您保存的细分人群列在这里。</translation>
        </message>
        <message>
            <source>Segments…</source>
            <translation>细分人群…</translation>
        </message>
        <message>
            <source>Show in the gallery</source>
            <translation>在画廊中显示</translation>
        </message>
        <message>
            <source>Static</source>
            <translation>静态</translation>
        </message>
        <message>
            <source>The same for all</source>
            <translation>对所有人相同</translation>
        </message>
        <message>
            <source>The segment that you are building has not been saved.</source>
            <translation>您正在建立的细分人群尚未保存。</translation>
        </message>
        <message>
            <source>Used in: {uses}</source>
            <translation>用于：{uses}</translation>
        </message>
        <message>
            <source>campaign</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <source>model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>segment</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count:,} person</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{name} (copy {number})</source>
            <translation>{name}（副本 {number}）</translation>
        </message>
        <message>
            <source>{name} (copy)</source>
            <translation>{name}（副本）</translation>
        </message>
        <message>
            <source>{trait} above average ({column}, {value} sd)</source>
            <translation>{trait}高于平均（{column}，{value} 个标准差）</translation>
        </message>
        <message>
            <source>{trait} below average ({column}, {value} sd)</source>
            <translation>{trait}低于平均（{column}，{value} 个标准差）</translation>
        </message>
        <message>
            <source>{what} (as for everyone)</source>
            <translation>{what}（与面向所有人的相同）</translation>
        </message>
        <message>
            <source>{what} (clicked more)</source>
            <translation>{what}（点击更多）</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Folder for exports</source>
            <translation>导出文件夹</translation>
        </message>
        <message>
            <source>Folder for projects</source>
            <translation>项目文件夹</translation>
        </message>
        <message>
            <source>How many threads training and scoring may use; 0 takes all but one.</source>
            <translation>训练和评分可使用的线程数；0 表示除一个以外全部使用。</translation>
        </message>
        <message>
            <source>Is switched at once; nothing that you entered is lost.</source>
            <translation>立即切换；您输入的内容不会丢失。</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Processor threads</source>
            <translation>处理器线程</translation>
        </message>
        <message>
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>System follows your desktop.</source>
            <translation>“跟随系统”与您的桌面保持一致。</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Where dialogs for projects begin; empty is your documents folder.</source>
            <translation>项目对话框的起始位置；留空则为“文档”文件夹。</translation>
        </message>
        <message>
            <source>Where dialogs for reports, creatives and lists begin; empty is your documents folder.</source>
            <translation>报告、创意和名单对话框的起始位置；留空则为“文档”文件夹。</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Kept in {path}; nothing leaves this machine.</source>
            <translation>保存在 {path}；没有任何内容离开本机。</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>There is no such folder.</source>
            <translation>没有这样的文件夹。</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
    </context>
    <context>
        <name>SidePanel</name>
        <message>
            <source>A first orientation, without fatigue and without differences in taste. The simulation says more.</source>
            <translation>仅供初步参考，不含疲劳和偏好差异。模拟能说明更多。</translation>
        </message>
        <message>
            <source>Checking the plan…</source>
            <translation>正在检查计划…</translation>
        </message>
        <message>
            <source>Clicks</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Estimate</source>
            <translation>预估</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>No column holds consent, so everyone counts as consenting.</source>
            <translation>没有记录同意的列，因此所有人都视为已同意。</translation>
        </message>
        <message>
            <source>Reach</source>
            <translation>触达人数</translation>
        </message>
        <message>
            <source>Ready to simulate</source>
            <translation>可以模拟</translation>
        </message>
        <message>
            <source>Ready, with {count} warning</source>
            <translation>可以模拟，有 {count} 个警告</translation>
        </message>
        <message>
            <source>Ready, with {count} warnings</source>
            <translation>可以模拟，有 {count} 个警告</translation>
        </message>
        <message>
            <source>Simulate</source>
            <translation>模拟</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>花费</translation>
        </message>
        <message>
            <source>Win rate</source>
            <translation>竞得率</translation>
        </message>
        <message>
            <source>about {value}</source>
            <translation>约 {value}</translation>
        </message>
        <message>
            <source>{count:,} people are left out without consent.</source>
            <translation>{count:,} 名未同意者被排除。</translation>
        </message>
        <message>
            <source>{count:,} people are on the do-not-contact list.</source>
            <translation>{count:,} 人在请勿联系名单上。</translation>
        </message>
        <message>
            <source>{count:,} people can be reached</source>
            <translation>可触达 {count:,} 人</translation>
        </message>
        <message>
            <source>{count} error to mend before it can run</source>
            <translation>运行前须更正 {count} 个错误</translation>
        </message>
        <message>
            <source>{count} errors to mend before it can run</source>
            <translation>运行前须更正 {count} 个错误</translation>
        </message>
        <message>
            <source>{count} person can be reached</source>
            <translation>可触达 {count} 人</translation>
        </message>
        <message>
            <source>{count} person is left out without consent.</source>
            <translation>{count} 名未同意者被排除。</translation>
        </message>
        <message>
            <source>{count} person is on the do-not-contact list.</source>
            <translation>{count} 人在请勿联系名单上。</translation>
        </message>
    </context>
    <context>
        <name>SimulationView</name>
        <message>
            <source>A simulation draws people from this project, lets them come when people come, runs the auctions and shows what happens. The same seed gives the same numbers.</source>
            <translation>模拟从本项目中抽取人群，让他们按真实作息到来，进行竞价，并显示结果。相同的种子得到相同的数字。</translation>
        </message>
        <message>
            <source>As fast as possible</source>
            <translation>尽可能快</translation>
        </message>
        <message>
            <source>End here and keep what was simulated.</source>
            <translation>到此结束，并保留已模拟的内容。</translation>
        </message>
        <message>
            <source>Mend the errors of the plan first.</source>
            <translation>请先更正计划中的错误。</translation>
        </message>
        <message>
            <source>Not simulated yet</source>
            <translation>尚未模拟</translation>
        </message>
        <message>
            <source>Open in Results</source>
            <translation>在“结果”中打开</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Play one simulated hour, then pause.</source>
            <translation>模拟一小时，然后暂停。</translation>
        </message>
        <message>
            <source>Progress of the simulation</source>
            <translation>模拟进度</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Seed {seed} · keeping the run…</source>
            <translation>种子 {seed} · 正在保存运行…</translation>
        </message>
        <message>
            <source>Seed {seed} · paused on {text}</source>
            <translation>种子 {seed} · 暂停于{text}</translation>
        </message>
        <message>
            <source>Seed {seed} · {state} after {days} · {time}</source>
            <translation>种子 {seed} · {state}，历时 {days} · {time}</translation>
        </message>
        <message>
            <source>Seed {seed} · {text}</source>
            <translation>种子 {seed} · {text}</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Simulate</source>
            <translation>模拟</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>单步</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Take another seed</source>
            <translation>换一个种子</translation>
        </message>
        <message>
            <source>The run is kept as “{name}”.</source>
            <translation>运行已保存为“{name}”。</translation>
        </message>
        <message>
            <source>This is the last run, “{name}”.</source>
            <translation>这是最近一次运行“{name}”。</translation>
        </message>
        <message>
            <source>day {day} of {days}, {hour}:00</source>
            <translation>第 {day} 天（共 {days} 天）{hour}:00</translation>
        </message>
        <message>
            <source>{count:,} days</source>
            <translation>{count:,} 天</translation>
        </message>
        <message>
            <source>{count} day</source>
            <translation>{count} 天</translation>
        </message>
        <message>
            <source>{count} day a second</source>
            <translation>每秒 {count} 天</translation>
        </message>
        <message>
            <source>{count} days a second</source>
            <translation>每秒 {count} 天</translation>
        </message>
        <message>
            <source>{count} hour a second</source>
            <translation>每秒 {count} 小时</translation>
        </message>
        <message>
            <source>{count} hours a second</source>
            <translation>每秒 {count} 小时</translation>
        </message>
        <message>
            <source>“{name}” is being simulated; one simulation runs at a time.</source>
            <translation>正在模拟“{name}”；同一时间只能进行一个模拟。</translation>
        </message>
    </context>
    <context>
        <name>SizeDialog</name>
        <message>
            <source>As the other sizes</source>
            <translation>与其他尺寸相同</translation>
        </message>
        <message>
            <source>At the bottom</source>
            <translation>在底部</translation>
        </message>
        <message>
            <source>At the left</source>
            <translation>靠左</translation>
        </message>
        <message>
            <source>At the top</source>
            <translation>在顶部</translation>
        </message>
        <message>
            <source>Badge</source>
            <translation>徽标</translation>
        </message>
        <message>
            <source>Body text</source>
            <translation>正文</translation>
        </message>
        <message>
            <source>Button</source>
            <translation>按钮</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Centred</source>
            <translation>居中</translation>
        </message>
        <message>
            <source>Every check passes. The other sizes stay as they are.</source>
            <translation>所有检查均通过。其他尺寸保持不变。</translation>
        </message>
        <message>
            <source>Ground</source>
            <translation>底色</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Keep for this size</source>
            <translation>保留此尺寸的改动</translation>
        </message>
        <message>
            <source>Layout</source>
            <translation>版式</translation>
        </message>
        <message>
            <source>Logo</source>
            <translation>标志</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>边距</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Picture, left to right</source>
            <translation>图片左右位置</translation>
        </message>
        <message>
            <source>Picture, up and down</source>
            <translation>图片上下位置</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Shown</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>The ad in this size</source>
            <translation>此尺寸的广告</translation>
        </message>
        <message>
            <source>“{name}” at {size}</source>
            <translation>“{name}”，{size}</translation>
        </message>
    </context>
    <context>
        <name>SizesView</name>
        <message>
            <source>Adjust this size…</source>
            <translation>单独调整此尺寸…</translation>
        </message>
        <message>
            <source>Advertisement</source>
            <translation>广告</translation>
        </message>
        <message>
            <source>Dark page</source>
            <translation>深色页面</translation>
        </message>
        <message>
            <source>Light page</source>
            <translation>浅色页面</translation>
        </message>
        <message>
            <source>{size}, adjusted</source>
            <translation>{size}，已调整</translation>
        </message>
    </context>
    <context>
        <name>StrategiesModel</name>
        <message>
            <source>Clicks</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>费用</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Of hindsight</source>
            <translation>占事后最优</translation>
        </message>
        <message>
            <source>Predicted clicks</source>
            <translation>预测点击</translation>
        </message>
        <message>
            <source>Predicted clicks won, as a share of what hindsight buys.</source>
            <translation>赢得的预测点击占事后最优所得的比例。</translation>
        </message>
        <message>
            <source>Strategy</source>
            <translation>策略</translation>
        </message>
    </context>
    <context>
        <name>StrengthModel</name>
        <message>
            <source>Attribute</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>差别</translation>
        </message>
        <message>
            <source>Strongest of all</source>
            <translation>最显著的</translation>
        </message>
    </context>
    <context>
        <name>Studio</name>
        <message>
            <source>All sizes</source>
            <translation>全部尺寸</translation>
        </message>
        <message>
            <source>Choose a design to see it here.</source>
            <translation>选择一个设计即可在此查看。</translation>
        </message>
        <message>
            <source>Design</source>
            <translation>设计</translation>
        </message>
        <message>
            <source>Design for each segment</source>
            <translation>为每个细分人群设计</translation>
        </message>
        <message>
            <source>Design {count} ad</source>
            <translation>设计 {count} 个广告</translation>
        </message>
        <message>
            <source>Design {count} ads</source>
            <translation>设计 {count} 个广告</translation>
        </message>
        <message>
            <source>Draw all sizes</source>
            <translation>绘制全部尺寸</translation>
        </message>
        <message>
            <source>Draw {count} ad</source>
            <translation>绘制 {count} 个广告</translation>
        </message>
        <message>
            <source>Draw {count} ads</source>
            <translation>绘制 {count} 个广告</translation>
        </message>
        <message>
            <source>Explore</source>
            <translation>探索</translation>
        </message>
        <message>
            <source>For {segment}, seed {seed}</source>
            <translation>面向{segment}，种子 {seed}</translation>
        </message>
        <message>
            <source>Gallery</source>
            <translation>画廊</translation>
        </message>
        <message>
            <source>Same product, same seed ({seed})</source>
            <translation>同一产品，同一种子（{seed}）</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <source>Segments side by side</source>
            <translation>细分人群并排</translation>
        </message>
        <message>
            <source>Views of the designs</source>
            <translation>设计的视图</translation>
        </message>
        <message>
            <source>With a concept by “{model}”</source>
            <translation>采用“{model}”的构思</translation>
        </message>
        <message>
            <source>everyone</source>
            <translation>所有人</translation>
        </message>
    </context>
    <context>
        <name>TaskView</name>
        <message>
            <source>95 %: {low} to {high}</source>
            <translation>95 %：{low} 至 {high}</translation>
        </message>
        <message>
            <source>Among its first ten the network finds {share} more of the cases (95 %: {low} to {high}) than the lookup table that only knows the last item.</source>
            <translation>在前十个猜测中，网络找到的案例比只知道上一项的查找表多 {share}（95 %：{low} 至 {high}）。</translation>
        </message>
        <message>
            <source>Among ten</source>
            <translation>前十位内</translation>
        </message>
        <message>
            <source>Among the first ten</source>
            <translation>在前十位之内</translation>
        </message>
        <message>
            <source>Chosen by chance</source>
            <translation>随机选择</translation>
        </message>
        <message>
            <source>First of all</source>
            <translation>排在首位</translation>
        </message>
        <message>
            <source>Gained for each treated person</source>
            <translation>每位受投放者带来的增量</translation>
        </message>
        <message>
            <source>Its first guess is right in {share} more of the cases (95 %: {low} to {high}) than that of the lookup table that only knows the last item.</source>
            <translation>它的首个猜测正确的案例比只知道上一项的查找表多 {share}（95 %：{low} 至 {high}）。</translation>
        </message>
        <message>
            <source>Judged at {cases:,} events of people who were held out, by the exported file itself.</source>
            <translation>由导出的文件本身在留出人员的 {cases:,} 个事件上评定。</translation>
        </message>
        <message>
            <source>Judged on {rows:,} people who were held out, {treated:,} of them treated, by the exported file itself.</source>
            <translation>由导出的文件本身在 {rows:,} 位留出人员上评定，其中 {treated:,} 位接受了投放。</translation>
        </message>
        <message>
            <source>Lookup table</source>
            <translation>查找表</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>No evidence that anyone is persuaded more than others; address people by other reasons.</source>
            <translation>没有证据表明有人比其他人更容易被打动；请按其他理由选择投放对象。</translation>
        </message>
        <message>
            <source>People addressed, the most persuaded first</source>
            <translation>投放人群，最易被打动者在前</translation>
        </message>
        <message>
            <source>Qini</source>
            <translation>Qini</translation>
        </message>
        <message>
            <source>Qini curve</source>
            <translation>Qini 曲线</translation>
        </message>
        <message>
            <source>Ranked by the model</source>
            <translation>按模型排序</translation>
        </message>
        <message>
            <source>Reciprocal rank</source>
            <translation>倒数排名</translation>
        </message>
        <message>
            <source>Share found</source>
            <translation>命中比例</translation>
        </message>
        <message>
            <source>Some people are persuaded more than others.</source>
            <translation>有些人比其他人更容易被打动。</translation>
        </message>
        <message>
            <source>The lookup table</source>
            <translation>查找表</translation>
        </message>
        <message>
            <source>The lookup table that only knows the last item finds {share} more of the cases than the network.</source>
            <translation>只知道上一项的查找表找到的案例比网络多 {share}。</translation>
        </message>
        <message>
            <source>The network beside the lookup table</source>
            <translation>网络与查找表对照</translation>
        </message>
        <message>
            <source>The very first guess is right more often in the table.</source>
            <translation>但就首个猜测而言，查找表更常正确。</translation>
        </message>
        <message>
            <source>There is no evidence that the network finds more than the lookup table that only knows the last item (difference, 95 %: {low} to {high}).</source>
            <translation>没有证据表明网络找到的比只知道上一项的查找表更多（差异，95 %：{low} 至 {high}）。</translation>
        </message>
        <message>
            <source>Uplift of all</source>
            <translation>全体的增益</translation>
        </message>
        <message>
            <source>Uplift of the best 30 %</source>
            <translation>最佳 30 % 的增益</translation>
        </message>
        <message>
            <source>difference {gap}</source>
            <translation>相差 {gap}</translation>
        </message>
        <message>
            <source>ranked by the model</source>
            <translation>按模型排序</translation>
        </message>
        <message>
            <source>the table: {share}</source>
            <translation>查找表：{share}</translation>
        </message>
        <message>
            <source>{found} {rest}</source>
            <translation>{found}{rest}</translation>
        </message>
    </context>
    <context>
        <name>TimelinePlot</name>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>{first} to {last}: {count:,} times {kind}</source>
            <translation>{first} 至 {last}：{kind} {count:,} 次</translation>
        </message>
    </context>
    <context>
        <name>TrainForm</name>
        <message>
            <source>All models</source>
            <translation>所有模型</translation>
        </message>
        <message>
            <source>Automatic blends boosted trees and a network; the weights are found on rows kept aside.</source>
            <translation>“自动”把提升树与神经网络混合，权重在预留的行上求得。</translation>
        </message>
        <message>
            <source>Chance of {what}</source>
            <translation>{what} 的概率</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Clicked</source>
            <translation>点击列</translation>
        </message>
        <message>
            <source>Counts as yes</source>
            <translation>算作“是”的值</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>模型族</translation>
        </message>
        <message>
            <source>Learn from</source>
            <translation>学习数据</translation>
        </message>
        <message>
            <source>Learns click and conversion together, over all rows; predict the conversion.</source>
            <translation>在所有行上同时学习点击与转化；预测目标选转化。</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Next {what}</source>
            <translation>下一个{what}</translation>
        </message>
        <message>
            <source>Next: {column}</source>
            <translation>下一个：{column}</translation>
        </message>
        <message>
            <source>Not treated is</source>
            <translation>未干预的值</translation>
        </message>
        <message>
            <source>Predict</source>
            <translation>预测目标</translation>
        </message>
        <message>
            <source>Reads the events of each person in their order, beside a lookup table.</source>
            <translation>按顺序读取每个人的事件，并与查找表对照。</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Tells whom an ad persuades, not who buys anyway; it needs people who saw no ad.</source>
            <translation>找出广告能说服谁，而不是谁本来就会买；需要有没看过广告的人。</translation>
        </message>
        <message>
            <source>The column that says what people did.</source>
            <translation>记录人们行为结果的列。</translation>
        </message>
        <message>
            <source>The column that says who clicked, before what is predicted.</source>
            <translation>说明在预测目标之前谁点击过的列。</translation>
        </message>
        <message>
            <source>The column that says who was shown the ad, and who was not.</source>
            <translation>说明谁看过广告、谁没看过的列。</translation>
        </message>
        <message>
            <source>The model gives the chance of this value.</source>
            <translation>模型给出取此值的概率。</translation>
        </message>
        <message>
            <source>The model of this name will be replaced; undo brings it back.</source>
            <translation>同名模型将被替换；撤销即可恢复。</translation>
        </message>
        <message>
            <source>The same seed gives the same model.</source>
            <translation>相同的种子得到相同的模型。</translation>
        </message>
        <message>
            <source>The value of those who were held out.</source>
            <translation>对照组（未投放者）的值。</translation>
        </message>
        <message>
            <source>There are more values than these; the most frequent are offered.</source>
            <translation>还有更多的值；此处列出最常见的。</translation>
        </message>
        <message>
            <source>This is the click; choose the conversion that follows it.</source>
            <translation>这是点击列；请选择点击之后的转化列。</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Train a model</source>
            <translation>训练模型</translation>
        </message>
        <message>
            <source>Training needs PyTorch, which is not installed here: take the package with training, or run pip install 'admanager[train]'. Everything else works without it; models from elsewhere can be loaded.</source>
            <translation>训练需要 PyTorch，这里没有安装：请使用带训练功能的安装包，或运行 pip install 'admanager[train]'。其余功能无需它即可使用；也可加载外部模型。</translation>
        </message>
        <message>
            <source>Treated</source>
            <translation>干预列</translation>
        </message>
        <message>
            <source>Uplift of {what}</source>
            <translation>{what}的增量</translation>
        </message>
        <message>
            <source>{rows:,} rows, {positives:,} of them yes ({share}). 30 % are held out and only used to judge the model.</source>
            <translation>{rows:,} 行，其中 {positives:,} 行为“是”（{share}）。留出 30 %，仅用于评判模型。</translation>
        </message>
        <message>
            <source>{value} ({share})</source>
            <translation>{value}（{share}）</translation>
        </message>
    </context>
    <context>
        <name>TypedValues</name>
        <message>
            <source>2024-03-31 18:30</source>
            <translation>2024-03-31 18:30</translation>
        </message>
        <message>
            <source>2024-03-31, or 30 days ago</source>
            <translation>2024-03-31，或 30天前</translation>
        </message>
        <message>
            <source>A day counted from today (Alt+Down)</source>
            <translation>从今天起算的日期（Alt+Down）</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>and</source>
            <translation>与</translation>
        </message>
    </context>
    <context>
        <name>UpSetPlot</name>
        <message>
            <source>In all of them: {people}</source>
            <translation>同时属于所有这些：{people}</translation>
        </message>
        <message>
            <source>In exactly {names}: {people}</source>
            <translation>恰好属于 {names}：{people}</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>{count:,} people</source>
            <translation>{count:,} 人</translation>
        </message>
        <message>
            <source>{count} person</source>
            <translation>{count} 人</translation>
        </message>
    </context>
    <context>
        <name>ValueList</name>
        <message>
            <source>Find or add a value</source>
            <translation>查找或添加值</translation>
        </message>
        <message>
            <source>Find, or type another value and press Enter</source>
            <translation>查找，或输入其他值后按 Enter</translation>
        </message>
        <message>
            <source>Space ticks a value, Esc closes the list.</source>
            <translation>空格键勾选，Esc 关闭列表。</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>ValueView</name>
        <message>
            <source>95 %</source>
            <translation>95 %</translation>
        </message>
        <message>
            <source>Active customers differ little in how often they buy.</source>
            <translation>活跃客户的购买频率相差不大。</translation>
        </message>
        <message>
            <source>Actual</source>
            <translation>实际</translation>
        </message>
        <message>
            <source>Chance to be active</source>
            <translation>仍活跃的概率</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Customer value</source>
            <translation>客户价值</translation>
        </message>
        <message>
            <source>Customer value is learned from events: a row each time that somebody bought. Import them as events, with a column that says who it was (key), one with the day (time), and, where it is known, the price.</source>
            <translation>客户价值从事件中学习：每次购买一行。请将其作为事件导入，其中一列说明是谁（键），一列是日期（时间），若已知，还有价格。</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户数</translation>
        </message>
        <message>
            <source>Customers are alike in how easily they leave.</source>
            <translation>各客户流失的难易程度相近。</translation>
        </message>
        <message>
            <source>Days to look ahead</source>
            <translation>预测天数</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>预计</translation>
        </message>
        <message>
            <source>Expected against actual purchases</source>
            <translation>预计与实际购买次数</translation>
        </message>
        <message>
            <source>Expected purchases</source>
            <translation>预计购买次数</translation>
        </message>
        <message>
            <source>Expected value</source>
            <translation>预计价值</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Few customers buy often, many seldom: below 1, they differ a lot.</source>
            <translation>少数客户常买，多数客户少买：小于 1 表示差异很大。</translation>
        </message>
        <message>
            <source>Import events</source>
            <translation>导入事件</translation>
        </message>
        <message>
            <source>In days; with r: while active, a customer buys every {days} days on average.</source>
            <translation>单位为天；与 r 一起看：活跃客户平均每 {days} 天购买一次。</translation>
        </message>
        <message>
            <source>Learn from the purchases</source>
            <translation>从购买记录中学习</translation>
        </message>
        <message>
            <source>Learn it anew</source>
            <translation>重新学习</translation>
        </message>
        <message>
            <source>Learned from the first {learned:,} days, it expected {expected:,} purchases in the {later:,} days after; there were {actual:,} ({error}). In {inside} of {all} groups the forecast lies within the interval of what came.</source>
            <translation>用前 {learned:,} 天学习后，模型预计其后 {later:,} 天有 {expected:,} 次购买；实际为 {actual:,} 次（{error}）。{all} 组中有 {inside} 组的预测落在实际值的区间内。</translation>
        </message>
        <message>
            <source>Learned from the purchases among the events: who bought when, and for how much (BG/NBD with Gamma-Gamma). The forecast is also made for days that are over, to see how far it can be trusted.</source>
            <translation>从事件中的购买记录学习：谁在何时购买、花了多少（BG/NBD 与 Gamma-Gamma）。同时也对已经过去的日子做预测，以检验预测的可信程度。</translation>
        </message>
        <message>
            <source>Likely still active</source>
            <translation>可能仍活跃</translation>
        </message>
        <message>
            <source>Mean purchases in the days held out; the band is the 95 % interval of the actual mean</source>
            <translation>留出日期内的平均购买次数；色带为实际均值的 95 % 区间</translation>
        </message>
        <message>
            <source>No purchases to learn from yet</source>
            <translation>还没有可供学习的购买记录</translation>
        </message>
        <message>
            <source>Parameter</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Purchases after the first</source>
            <translation>首次之后的购买次数</translation>
        </message>
        <message>
            <source>Purchases after the first, until the days held out</source>
            <translation>留出日期之前、首次之后的购买次数</translation>
        </message>
        <message>
            <source>Some leave at once and others hardly ever: a and b together are below 1.</source>
            <translation>有些客户立刻流失，有些几乎从不流失：a 与 b 之和小于 1。</translation>
        </message>
        <message>
            <source>The best customers</source>
            <translation>最有价值的客户</translation>
        </message>
        <message>
            <source>The events say no value of a purchase, so that only purchases are expected.</source>
            <translation>事件中没有购买金额，因此只预测购买次数。</translation>
        </message>
        <message>
            <source>Those who have not left for good with a chance of 50 % or more.</source>
            <translation>尚未永久流失的概率在 50 % 以上的客户。</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Values are in the unit of the source; a purchase is a day on which somebody bought.</source>
            <translation>价值以数据源的单位表示；同一天内的购买算作一次。</translation>
        </message>
        <message>
            <source>What it says</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>What was learned about the customers</source>
            <translation>对客户的了解</translation>
        </message>
        <message>
            <source>Who will buy again, and for how much?</source>
            <translation>谁会再次购买，会花多少？</translation>
        </message>
        <message>
            <source>With b: after a purchase {share} leave for good, on average.</source>
            <translation>与 b 一起看：每次购买后平均有 {share} 的客户永久流失。</translation>
        </message>
        <message>
            <source>Write into the profiles</source>
            <translation>写入用户档案</translation>
        </message>
        <message>
            <source>in {days:,} days</source>
            <translation>{days:,} 天内</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
        <message>
            <source>{share} came back</source>
            <translation>{share} 曾再次购买</translation>
        </message>
        <message>
            <source>{share} of all</source>
            <translation>占全部的 {share}</translation>
        </message>
    </context>
    <context>
        <name>WhiskerPlot</name>
        <message>
            <source>Detail</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>High</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>下限</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>{name}: {value} ({low} to {high})</source>
            <translation>{name}：{value}（{low} 至 {high}）</translation>
        </message>
    </context>
    <context>
        <name>WordsPanel</name>
        <message>
            <source>From a file of your own headlines, a line each or a table, a small model learns to make up more of them.</source>
            <translation>由您自己的标题文件（每行一条，或为表格），一个小模型学习生成更多标题。</translation>
        </message>
        <message>
            <source>From a file…</source>
            <translation>来自文件…</translation>
        </message>
        <message>
            <source>From a table of your own tests (columns test, headline, impressions and clicks) it is learned which wording is clicked more; ads then say it more often.</source>
            <translation>由您自己的测试表格（含 test、headline、impressions 与 clicks 列）学习哪种措辞更易被点击；广告随后会更常采用。</translation>
        </message>
        <message>
            <source>From the table “{name}”</source>
            <translation>来自表“{name}”</translation>
        </message>
        <message>
            <source>Headline tests</source>
            <translation>标题测试</translation>
        </message>
        <message>
            <source>Headlines</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Ideas for headlines</source>
            <translation>标题点子</translation>
        </message>
        <message>
            <source>Ideas for headlines, made up by a model</source>
            <translation>由模型生成的标题点子</translation>
        </message>
        <message>
            <source>Learn from headline tests</source>
            <translation>从标题测试中学习</translation>
        </message>
        <message>
            <source>Learn from headline tests…</source>
            <translation>从标题测试中学习…</translation>
        </message>
        <message>
            <source>Learn from headlines…</source>
            <translation>从标题中学习…</translation>
        </message>
        <message>
            <source>Learn to make up headlines</source>
            <translation>学习生成标题</translation>
        </message>
        <message>
            <source>Learned from {headlines:,} headlines with {words:,} words.</source>
            <translation>已从 {headlines:,} 条标题、{words:,} 个词中学习。</translation>
        </message>
        <message>
            <source>Learned from {tests:,} tests. Of {pairs:,} significant pairs in tests that were held out, it told the better headline in {accuracy} ({low} to {high}).</source>
            <translation>已从 {tests:,} 次测试中学习。在留出测试的 {pairs:,} 对显著差异中，正确判断出更好标题的占 {accuracy}（{low} 至 {high}）。</translation>
        </message>
        <message>
            <source>Learning needs PyTorch, which is not installed here.</source>
            <translation>学习需要 PyTorch，此处未安装。</translation>
        </message>
        <message>
            <source>Made up by a model: read each before it is used. A design takes one by “Another headline…” in its menu.</source>
            <translation>由模型生成：使用前请逐条阅读。在设计的菜单中选择“换一个标题…”即可采用。</translation>
        </message>
        <message>
            <source>Make up ideas</source>
            <translation>生成点子</translation>
        </message>
        <message>
            <source>Tables ({kinds})</source>
            <translation>表格 ({kinds})</translation>
        </message>
        <message>
            <source>Texts and tables ({kinds})</source>
            <translation>文本与表格 ({kinds})</translation>
        </message>
        <message>
            <source>The headline model is trained.</source>
            <translation>标题模型已训练完成。</translation>
        </message>
        <message>
            <source>The model of ideas is trained.</source>
            <translation>点子模型已训练完成。</translation>
        </message>
    </context>
    <context>
        <name>core</name>
        <message>
            <source>(whole row)</source>
            <translation>（整行）</translation>
        </message>
        <message>
            <source>({rule})</source>
            <translation>（{rule}）</translation>
        </message>
        <message>
            <source>--clicked belongs to --family esmm and mmoe.</source>
            <translation>--clicked 只用于 --family esmm 和 mmoe。</translation>
        </message>
        <message>
            <source>--treatment and --control belong to --family uplift.</source>
            <translation>--treatment 和 --control 只用于 --family uplift。</translation>
        </message>
        <message>
            <source>1 cell did not fit its column and was left empty; the list of rejects names it.</source>
            <translation>1 个单元格不符合其列，已留空；拒绝列表中有详情。</translation>
        </message>
        <message>
            <source>1 month ago</source>
            <translation>1 个月前</translation>
        </message>
        <message>
            <source>1 of {rows:,} rows was not taken; the list of rejects says why.</source>
            <translation>{rows:,} 行中有 1 行未导入；拒绝列表说明了原因。</translation>
        </message>
        <message>
            <source>1 row has a value of {column} that is in the project already; nothing was imported. Choose to skip, update or replace such rows.</source>
            <translation>有 1 行的 {column} 已在项目中；没有导入任何内容。请选择跳过、更新或替换这类行。</translation>
        </message>
        <message>
            <source>1 row has a value of {column} that the file has already.</source>
            <translation>有 1 行的 {column} 在文件中已出现过。</translation>
        </message>
        <message>
            <source>1 row is about a person on the do-not-contact list.</source>
            <translation>有 1 行涉及勿联系名单上的人。</translation>
        </message>
        <message>
            <source>1 row is about a person who was erased and was not taken (suppressed).</source>
            <translation>有 1 行涉及已被删除的人，未予导入（已拦截）。</translation>
        </message>
        <message>
            <source>1 week ago</source>
            <translation>1 周前</translation>
        </message>
        <message>
            <source>1 year ago</source>
            <translation>1 年前</translation>
        </message>
        <message>
            <source>1,000 average impressions are bid on at {amount:,.2f} {currency}, others in proportion to the chance of a click.</source>
            <translation>对 1,000 次平均展示出价 {amount:,.2f} {currency}，其他展示按点击概率成比例出价。</translation>
        </message>
        <message>
            <source>1,000 impressions are worth at most {amount:,.2f} {currency}.</source>
            <translation>1,000 次展示最多值 {amount:,.2f} {currency}。</translation>
        </message>
        <message>
            <source>A band is wider than 0.</source>
            <translation>区间宽度必须大于 0。</translation>
        </message>
        <message>
            <source>A bid of 0 has no win rate.</source>
            <translation>出价为 0 时没有竞得率。</translation>
        </message>
        <message>
            <source>A board needs a name.</source>
            <translation>画板需要一个名称。</translation>
        </message>
        <message>
            <source>A board's name has at most {limit} characters.</source>
            <translation>画板名称最多 {limit} 个字符。</translation>
        </message>
        <message>
            <source>A budget is between {low:g} and {high:g}.</source>
            <translation>预算应在 {low:g} 到 {high:g} 之间。</translation>
        </message>
        <message>
            <source>A campaign is called “{name}” already; choose another name.</source>
            <translation>已有名为“{name}”的广告活动；请另选名称。</translation>
        </message>
        <message>
            <source>A click is worth at most {amount:,.2f} {currency}, up to {range:.0%} more or less by the chance of a conversion.</source>
            <translation>一次点击最多值 {amount:,.2f} {currency}，并按转化概率上下浮动至多 {range:.0%}。</translation>
        </message>
        <message>
            <source>A click is worth at most {amount:,.2f} {currency}; an impression is bid on at that times the chance of a click.</source>
            <translation>一次点击最多值 {amount:,.2f} {currency}；对一次展示的出价为该金额乘以点击概率。</translation>
        </message>
        <message>
            <source>A cluster needs Dask, which is not installed here; run: pip install 'admanager[cluster]'</source>
            <translation>使用集群需要 Dask，而这里没有安装；请运行：pip install 'admanager[cluster]'</translation>
        </message>
        <message>
            <source>A column is either known to others or to be protected, and is named once.</source>
            <translation>一列要么是他人可能知道的，要么是需要保护的，并且只能指定一次。</translation>
        </message>
        <message>
            <source>A column name holds a NUL character; rename the column in the source.</source>
            <translation>列名中含有 NUL 字符；请在来源中重命名该列。</translation>
        </message>
        <message>
            <source>A column that the leak guard would have left out was kept: {columns}. Such a model looks better than it will be.</source>
            <translation>保留了泄漏检查建议略去的列：{columns}。这样的模型看起来会比实际更好。</translation>
        </message>
        <message>
            <source>A conversion is worth at most {amount:,.2f} {currency}; an impression is bid on at that times its chance.</source>
            <translation>一次转化最多值 {amount:,.2f} {currency}；对一次展示的出价为该金额乘以转化概率。</translation>
        </message>
        <message>
            <source>A creative needs a name.</source>
            <translation>创意需要一个名称。</translation>
        </message>
        <message>
            <source>A field is longer than 1 MiB; shorten it in the source.</source>
            <translation>有字段超过 1 MiB；请在来源中缩短。</translation>
        </message>
        <message>
            <source>A file of this name and size is in the project already, as import {batch}.</source>
            <translation>项目中已有同名同大小的文件，为第 {batch} 次导入。</translation>
        </message>
        <message>
            <source>A flight can last {most} days at most.</source>
            <translation>投放期最长 {most} 天。</translation>
        </message>
        <message>
            <source>A flight must last from 1 to {most} days; this one has {days}.</source>
            <translation>投放期须为 1 至 {most} 天；当前为 {days} 天。</translation>
        </message>
        <message>
            <source>A half-life is a number of days above 0.</source>
            <translation>半衰期是大于 0 的天数。</translation>
        </message>
        <message>
            <source>A headline needs words.</source>
            <translation>标题不能为空。</translation>
        </message>
        <message>
            <source>A hold-out is between 0 and half of the audience.</source>
            <translation>对照组应在受众的 0 到一半之间。</translation>
        </message>
        <message>
            <source>A list of customers for a platform is written as .csv.</source>
            <translation>面向平台的客户名单以 .csv 格式写入。</translation>
        </message>
        <message>
            <source>A list of keys needs two columns with keys of the same person; choose them.</source>
            <translation>键列表需要有两列属于同一个人的键；请选择这两列。</translation>
        </message>
        <message>
            <source>A list of rejects is a .csv or .xlsx file; “{name}” is neither of these.</source>
            <translation>未导入内容的列表是 .csv 或 .xlsx 文件；“{name}”两者都不是。</translation>
        </message>
        <message>
            <source>A model of the funnel needs a click and, as its target, a conversion after it; {column} was given for both.</source>
            <translation>漏斗模型需要一个点击列，并以其后的转化为目标；现在两者都是 {column}。</translation>
        </message>
        <message>
            <source>A model's name has 1 to {longest} letters.</source>
            <translation>模型名称为 1 至 {longest} 个字符。</translation>
        </message>
        <message>
            <source>A name or a value holds bytes that are no text in this system's encoding; use a UTF-8 locale or rename it.</source>
            <translation>名称或数值中含有在本系统编码下不是文字的字节；请使用 UTF-8 语言环境，或将其改名。</translation>
        </message>
        <message>
            <source>A person sees the campaign at most {count} times a day.</source>
            <translation>每人每天最多看到该广告活动 {count} 次。</translation>
        </message>
        <message>
            <source>A person sees the campaign at most {count} times a week.</source>
            <translation>每人每周最多看到该广告活动 {count} 次。</translation>
        </message>
        <message>
            <source>A person sees the campaign at most {count} times in the flight.</source>
            <translation>每人在投放期内最多看到该广告活动 {count} 次。</translation>
        </message>
        <message>
            <source>A quote is opened and never closed; close it, or double it where it is part of the text.</source>
            <translation>引号打开后没有闭合；请闭合，或在其属于文本时写成两个。</translation>
        </message>
        <message>
            <source>A report is an .html, .pdf or .xlsx file; “{name}” is none of these.</source>
            <translation>报告须是 .html、.pdf 或 .xlsx 文件；“{name}”不是其中任何一种。</translation>
        </message>
        <message>
            <source>A required text does not fit; shorten it in the brand kit.</source>
            <translation>必需的文字放不下；请在品牌套件中缩短。</translation>
        </message>
        <message>
            <source>A row of {table} refers to a row that is gone from {parent}.</source>
            <translation>{table} 中的一行引用了 {parent} 中已不存在的行。</translation>
        </message>
        <message>
            <source>A segment's name has 1 to {limit} characters in one line.</source>
            <translation>细分人群的名称为一行 1 至 {limit} 个字符。</translation>
        </message>
        <message>
            <source>A share of {fraction:g} of what {episode:,} auctions cost is less than one unit of money; take a larger budget or longer episodes.</source>
            <translation>{episode:,} 次竞拍花费的 {fraction:g} 倍还不到一个货币单位；请加大预算或加长每轮的竞拍数。</translation>
        </message>
        <message>
            <source>A sheet for bulk upload is written as .csv.</source>
            <translation>批量上传表格须写为 .csv 文件。</translation>
        </message>
        <message>
            <source>A sheet holds {limit:,} rows, and the segment has {rows:,} people; export them as .csv or .parquet.</source>
            <translation>一个工作表最多 {limit:,} 行，而该细分有 {rows:,} 人；请导出为 .csv 或 .parquet。</translation>
        </message>
        <message>
            <source>A sheet holds {limit:,} rows, and there are {count:,} rejects; save them as .csv.</source>
            <translation>一个工作表最多 {limit:,} 行，而未导入的内容有 {count:,} 条；请保存为 .csv。</translation>
        </message>
        <message>
            <source>A visitor was marked as fraud after {clicks:,} clicks: all came at night. {cost:,.2f} are refunded.</source>
            <translation>一名访客在 {clicks:,} 次点击后被标记为欺诈：全部发生在夜间。退还 {cost:,.2f}。</translation>
        </message>
        <message>
            <source>A visitor was marked as fraud after {clicks:,} clicks: they came at equal distances. {cost:,.2f} are refunded.</source>
            <translation>一名访客在 {clicks:,} 次点击后被标记为欺诈：点击间隔相等。退还 {cost:,.2f}。</translation>
        </message>
        <message>
            <source>A visitor was marked as fraud after {clicks:,} clicks: they came in a burst. {cost:,.2f} are refunded.</source>
            <translation>一名访客在 {clicks:,} 次点击后被标记为欺诈：点击集中爆发。退还 {cost:,.2f}。</translation>
        </message>
        <message>
            <source>A visitor was marked as fraud after {clicks:,} clicks: too many for what was shown to it. {cost:,.2f} are refunded.</source>
            <translation>一名访客在 {clicks:,} 次点击后被标记为欺诈：相对其看到的展示而言过多。退还 {cost:,.2f}。</translation>
        </message>
        <message>
            <source>A win rate needs the CPM bid that had it, and the other way round.</source>
            <translation>竞得率须与对应的 CPM 出价一同填写，反之亦然。</translation>
        </message>
        <message>
            <source>About to sleep</source>
            <translation>即将沉睡</translation>
        </message>
        <message>
            <source>About {spend:,.0f} of the {total:,.0f} {currency} can be spent on {people:,} people with this bid and these caps.</source>
            <translation>以此出价和频次上限，在 {people:,} 人身上只能花费 {total:,.0f} {currency} 中的约 {spend:,.0f}。</translation>
        </message>
        <message>
            <source>Ad group “{name}”</source>
            <translation>广告组“{name}”</translation>
        </message>
        <message>
            <source>Ad {number} cannot be used at {size}: {problem}</source>
            <translation>广告 {number} 不能用于 {size}：{problem}</translation>
        </message>
        <message>
            <source>Ad {number} weighs {kilobytes} KB at {size}, and may weigh {limit}; take a calmer photo.</source>
            <translation>广告 {number} 在 {size} 下为 {kilobytes} KB，上限为 {limit} KB；请换一张更简单的照片。</translation>
        </message>
        <message>
            <source>Add the pictures of “{name}” on the platform: {files}. Its sheet knows pictures by number only.</source>
            <translation>请在平台上添加“{name}”的图片：{files}。其表格只能用编号指代图片。</translation>
        </message>
        <message>
            <source>Add to the do-not-contact list</source>
            <translation>加入勿联系名单</translation>
        </message>
        <message>
            <source>Ads shown to this person</source>
            <translation>向此人展示的广告</translation>
        </message>
        <message>
            <source>Advertiser: return</source>
            <translation>广告主：回报</translation>
        </message>
        <message>
            <source>Agree on a price of a conversion; it is what is paid.</source>
            <translation>请约定一次转化的价格；付费即按此价格。</translation>
        </message>
        <message>
            <source>Airy</source>
            <translation>宽松</translation>
        </message>
        <message>
            <source>All columns are left out; choose at least one.</source>
            <translation>所有列都未选；请至少选择一列。</translation>
        </message>
        <message>
            <source>All columns are left out; there is nothing to import.</source>
            <translation>所有列都未选；没有可导入的内容。</translation>
        </message>
        <message>
            <source>All impressions of a path share evenly.</source>
            <translation>路径上的所有展示平均分配。</translation>
        </message>
        <message>
            <source>All {rows:,} rows have the same outcome, so a model cannot be judged on them; take data with both.</source>
            <translation>全部 {rows:,} 行的结果相同，无法据此评判模型；请使用包含两种结果的数据。</translation>
        </message>
        <message>
            <source>Among the treated or among the others all have the same outcome, so that there is nothing to compare.</source>
            <translation>接受投放的人或其他人的结果全都相同，因此无从比较。</translation>
        </message>
        <message>
            <source>Amounts are in {currency} and times in {zone}: the account must have both.</source>
            <translation>金额以 {currency} 计，时间为 {zone}：账户的货币和时区须与之一致。</translation>
        </message>
        <message>
            <source>An epsilon is between {low:g} and {high:g}.</source>
            <translation>epsilon 应在 {low:g} 到 {high:g} 之间。</translation>
        </message>
        <message>
            <source>An idea has {least} to {most} letters, not {limit}.</source>
            <translation>创意标题的长度为 {least} 至 {most} 个字符，而不是 {limit} 个。</translation>
        </message>
        <message>
            <source>An image model needs at least {fewest} photos of at least two classes or colours, with {each} or more of each; there are {count} of {classes}.</source>
            <translation>图像模型至少需要 {fewest} 张照片，分属至少两个类别或颜色，每类不少于 {each} 张；现有 {count} 张，共 {classes} 类。</translation>
        </message>
        <message>
            <source>An impression counts half for each week that it lies before the conversion.</source>
            <translation>展示距转化每早一周，权重减半。</translation>
        </message>
        <message>
            <source>Another copy of this project, {path}, had gone on to entry {known}; this one is an earlier copy, or goes its own way since then.</source>
            <translation>此项目的另一份副本 {path} 已写到第 {known} 条；这一份是较早的副本，或此后各自继续。</translation>
        </message>
        <message>
            <source>Another key of the same person; their rows are joined by it.</source>
            <translation>同一个人的另一个键；其行据此连接。</translation>
        </message>
        <message>
            <source>Answer those who look for something: paid by the click, at all hours, first position first.</source>
            <translation>回应正在寻找的人：按点击付费，全天投放，首位优先。</translation>
        </message>
        <message>
            <source>Applications</source>
            <translation>申请</translation>
        </message>
        <message>
            <source>Asked one by one, the {count} networks inside the model say {low:.4f} to {high:.4f}.</source>
            <translation>逐个询问时，模型内部的 {count} 个网络给出的概率在 {low:.4f} 到 {high:.4f} 之间。</translation>
        </message>
        <message>
            <source>Assumed: a person comes to a place where an ad can stand {mean:g} times a day on average; between people this varies by a gamma distribution (coefficient of variation {spread:g}).</source>
            <translation>假设：每人平均每天 {mean:g} 次来到可以展示广告的位置；人与人之间按伽马分布变化（变异系数 {spread:g}）。</translation>
        </message>
        <message>
            <source>Assumed: of the conversions, 35 % come within an hour of the click, 50 % within a day, all within 30 days.</source>
            <translation>假设：35 % 的转化在点击后一小时内发生，50 % 在一天内，全部在 30 天内。</translation>
        </message>
        <message>
            <source>Assumed: people differ in their liking of ads (standard deviation {people:g} of the log-odds), creatives by {creatives:g}, and each person's taste in creatives by {taste:g}.</source>
            <translation>假设：人们对广告的喜好不同（对数几率的标准差为 {people:g}），创意之间为 {creatives:g}，每个人对创意的偏好为 {taste:g}。</translation>
        </message>
        <message>
            <source>Assumed: places further down are clicked less, by the factors of the plan.</source>
            <translation>假设：位置越靠后点击越少，系数取自计划。</translation>
        </message>
        <message>
            <source>Assumed: the best competing bid for 1,000 impressions is gamma distributed with a mean of {cpm:,.2f} {currency}.</source>
            <translation>假设：每千次展示的最高竞争出价服从伽马分布，均值为 {cpm:,.2f} {currency}。</translation>
        </message>
        <message>
            <source>Assumed: the hours of the week have the shape of large ad exchanges, lowest from 2 to 4 in the night and highest before noon.</source>
            <translation>假设：一周各小时的流量形状与大型广告交易平台相同，夜间 2 至 4 点最低，中午前最高。</translation>
        </message>
        <message>
            <source>Assumed: who remembers n impressions of a creative clicks it less, by {strength:g} x log(1 + n) in log-odds; after {days:g} days about a third is remembered.</source>
            <translation>假设：记得某创意 n 次展示的人点击更少，对数几率下降 {strength:g} x log(1 + n)；{days:g} 天后约三分之一仍被记住。</translation>
        </message>
        <message>
            <source>At a click rate of {rate:.2%} this bid would win only {share:.1%} of the auctions.</source>
            <translation>点击率为 {rate:.2%} 时，此出价只能赢得 {share:.1%} 的竞价。</translation>
        </message>
        <message>
            <source>At character 1: expected a condition, such as age &gt;= 30.</source>
            <translation>第 1 个字符处：应为条件，例如 age &gt;= 30。</translation>
        </message>
        <message>
            <source>At character {position}: expected ( after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为 (。</translation>
        </message>
        <message>
            <source>At character {position}: expected ) after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为 )。</translation>
        </message>
        <message>
            <source>At character {position}: expected a comma or ) after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为逗号或 )。</translation>
        </message>
        <message>
            <source>At character {position}: expected a condition after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为条件。</translation>
        </message>
        <message>
            <source>At character {position}: expected a name between the quotes.</source>
            <translation>第 {position} 个字符：引号之间应为名称。</translation>
        </message>
        <message>
            <source>At character {position}: expected a value after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为值。</translation>
        </message>
        <message>
            <source>At character {position}: expected a value after “{before}”; put text in quotes: '{word}'.</source>
            <translation>第 {position} 个字符：“{before}”之后应为值；文本请加引号：'{word}'。</translation>
        </message>
        <message>
            <source>At character {position}: expected an operator after “{before}”, such as = or &gt;= or in.</source>
            <translation>第 {position} 个字符：“{before}”之后应为运算符，例如 =、&gt;= 或 in。</translation>
        </message>
        <message>
            <source>At character {position}: expected an operator after “{before}”; a column name with “{found}” in it goes in backticks.</source>
            <translation>第 {position} 个字符：“{before}”之后应为运算符；含有“{found}”的列名请放在反引号中。</translation>
        </message>
        <message>
            <source>At character {position}: expected text in quotes after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为带引号的文本。</translation>
        </message>
        <message>
            <source>At character {position}: expected “and” and a second value after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为 and 和第二个值。</translation>
        </message>
        <message>
            <source>At character {position}: expected “and”, “or” or the end after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为 and、or 或结尾。</translation>
        </message>
        <message>
            <source>At character {position}: expected “missing” or “not missing” after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后应为 missing 或 not missing。</translation>
        </message>
        <message>
            <source>At character {position}: put a date in quotes: '{date}'.</source>
            <translation>第 {position} 个字符处：日期要加引号：'{date}'。</translation>
        </message>
        <message>
            <source>At character {position}: the bracket ) closes nothing; remove it.</source>
            <translation>第 {position} 个字符：括号 ) 没有对应的左括号；请删除。</translation>
        </message>
        <message>
            <source>At character {position}: the number is too large.</source>
            <translation>第 {position} 个字符：数字太大。</translation>
        </message>
        <message>
            <source>At character {position}: the quote {quote} is opened here but never closed.</source>
            <translation>第 {position} 个字符处：引号 {quote} 在此打开但没有闭合。</translation>
        </message>
        <message>
            <source>At character {position}: the rule cannot be read on after “{before}”.</source>
            <translation>第 {position} 个字符：“{before}”之后无法继续读取规则。</translation>
        </message>
        <message>
            <source>At risk</source>
            <translation>有流失风险</translation>
        </message>
        <message>
            <source>Auctions won, as a share of those entered.</source>
            <translation>赢得的竞价占参与竞价的比例。</translation>
        </message>
        <message>
            <source>Beginning the GAN as a VAE: encoder and decoder learn</source>
            <translation>GAN 先按 VAE 训练：编码器和解码器正在学习</translation>
        </message>
        <message>
            <source>Benchmarks come with the source, not with the installed program; run this in a checkout.</source>
            <translation>基准测试随源代码提供，不含在安装的程序中；请在源代码目录中运行。</translation>
        </message>
        <message>
            <source>Between 1 and {limit} columns can be linked.</source>
            <translation>可以联动 1 到 {limit} 个列。</translation>
        </message>
        <message>
            <source>Between 2 and {limit} segments can be compared.</source>
            <translation>可以比较 2 到 {limit} 个细分。</translation>
        </message>
        <message>
            <source>Bids are lowered so that spend follows the day's traffic.</source>
            <translation>降低出价，使花费跟随当天的流量。</translation>
        </message>
        <message>
            <source>Bids are set so that the budget buys most, and are never above {amount:,.2f} {currency} for a result.</source>
            <translation>出价使预算买到最多，每个结果绝不超过 {amount:,.2f} {currency}。</translation>
        </message>
        <message>
            <source>Bids are shaded only in a first-price auction; elsewhere this changes nothing.</source>
            <translation>只有在第一价格竞价中才会压低出价；在其他竞价中没有影响。</translation>
        </message>
        <message>
            <source>Bids buy as many conversions as there are at a return of {roas:.2f} on average.</source>
            <translation>出价在平均回报 {roas:.2f} 下购买尽可能多的转化。</translation>
        </message>
        <message>
            <source>Bids buy as many conversions as there are at {amount:,.2f} {currency} on average.</source>
            <translation>出价以平均 {amount:,.2f} {currency} 购买尽可能多的转化。</translation>
        </message>
        <message>
            <source>Boosting, round {round}</source>
            <translation>正在提升，第 {round} 轮</translation>
        </message>
        <message>
            <source>Both runs have the same plan: all that differs is chance, by the seed.</source>
            <translation>两次运行的计划相同：差异只来自种子带来的偶然性。</translation>
        </message>
        <message>
            <source>Both runs have the same plan: what differs is the time that was played, and chance, by the seed.</source>
            <translation>两次运行的计划相同：差异来自所播放的时间，以及种子带来的偶然性。</translation>
        </message>
        <message>
            <source>Both runs have the seed {seed}: the same people come at the same times, so that the intervals are, if anything, too wide.</source>
            <translation>两次运行的种子都是 {seed}：相同的人在相同的时间到来，因此区间只会偏宽。</translation>
        </message>
        <message>
            <source>Bought for the first time just now: welcome them and help with the start.</source>
            <translation>刚刚首次购买：表示欢迎并帮助上手。</translation>
        </message>
        <message>
            <source>Bought lately and often: reward them, ask for reviews, show what is new first.</source>
            <translation>最近购买且频繁：给予奖励，邀请评价，优先展示新品。</translation>
        </message>
        <message>
            <source>Bought lately, more than once: suggest related products, invite them to join.</source>
            <translation>最近购买过不止一次：推荐相关商品，邀请入会。</translation>
        </message>
        <message>
            <source>Bought often, but long ago: send personal offers and ask what was wrong.</source>
            <translation>曾经常购买，但已很久没来：发送专属优惠并询问原因。</translation>
        </message>
        <message>
            <source>Bought once, not long ago: make the brand known, offer a trial.</source>
            <translation>不久前购买过一次：加深品牌印象，提供试用。</translation>
        </message>
        <message>
            <source>Bought seldom and long ago: a cheap reminder now and then, or let them go.</source>
            <translation>很少购买且已很久：偶尔低成本提醒，或不再投入。</translation>
        </message>
        <message>
            <source>Bought seldom and not lately: show popular products and a reason to return.</source>
            <translation>购买少且近期没来：展示热门商品，给出回来的理由。</translation>
        </message>
        <message>
            <source>Bought very often, but long ago: win them back in person, not by discount alone.</source>
            <translation>曾非常频繁购买，但已很久没来：亲自挽回，不要只靠折扣。</translation>
        </message>
        <message>
            <source>Bring behaviour up to date</source>
            <translation>更新行为数据</translation>
        </message>
        <message>
            <source>Budget and bid</source>
            <translation>预算与出价</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>热闹</translation>
        </message>
        <message>
            <source>Buy often: offer a loyalty programme and dearer products.</source>
            <translation>经常购买：提供会员计划和更高价的商品。</translation>
        </message>
        <message>
            <source>CPA</source>
            <translation>CPA</translation>
        </message>
        <message>
            <source>CPC</source>
            <translation>CPC</translation>
        </message>
        <message>
            <source>CPM</source>
            <translation>CPM</translation>
        </message>
        <message>
            <source>CTR</source>
            <translation>点击率</translation>
        </message>
        <message>
            <source>CVR</source>
            <translation>转化率</translation>
        </message>
        <message>
            <source>Calibrating, writing the file and checking it</source>
            <translation>正在校准、写出文件并检查</translation>
        </message>
        <message>
            <source>Calm</source>
            <translation>平静</translation>
        </message>
        <message>
            <source>Cancelled; nothing was changed.</source>
            <translation>已取消；没有任何更改。</translation>
        </message>
        <message>
            <source>Cannot lose</source>
            <translation>不能失去</translation>
        </message>
        <message>
            <source>Cells that were not taken at import</source>
            <translation>导入时未采用的单元格</translation>
        </message>
        <message>
            <source>Champions</source>
            <translation>冠军客户</translation>
        </message>
        <message>
            <source>Change the ad groups of “{name}”</source>
            <translation>更改“{name}”的广告组</translation>
        </message>
        <message>
            <source>Change the bid of “{name}”</source>
            <translation>更改“{name}”的出价</translation>
        </message>
        <message>
            <source>Change the brand kit of “{name}”</source>
            <translation>更改“{name}”的品牌套件</translation>
        </message>
        <message>
            <source>Change the budget of “{name}”</source>
            <translation>更改“{name}”的预算</translation>
        </message>
        <message>
            <source>Change the campaign “{name}”</source>
            <translation>更改广告活动“{name}”</translation>
        </message>
        <message>
            <source>Change the flight of “{name}”</source>
            <translation>更改“{name}”的投放期</translation>
        </message>
        <message>
            <source>Change the frequency cap of “{name}”</source>
            <translation>更改“{name}”的频次上限</translation>
        </message>
        <message>
            <source>Change the headline of “{name}”</source>
            <translation>更改“{name}”的标题</translation>
        </message>
        <message>
            <source>Change time zone, currency or rates</source>
            <translation>更改时区、货币或汇率</translation>
        </message>
        <message>
            <source>Change what is assumed in “{name}”</source>
            <translation>更改“{name}”的假设</translation>
        </message>
        <message>
            <source>Change “{name}” at {size}</source>
            <translation>更改“{name}”的 {size} 尺寸</translation>
        </message>
        <message>
            <source>Charged for visitors before they were marked as fraud, and given back after the flight.</source>
            <translation>访客被标记为作弊之前已收取、投放结束后退还的费用。</translation>
        </message>
        <message>
            <source>Checking the best plan on fresh seeds</source>
            <translation>正在用新的随机种子检验最佳方案</translation>
        </message>
        <message>
            <source>Checking the file</source>
            <translation>正在检查文件</translation>
        </message>
        <message>
            <source>Choose at least one column that others may know of a person.</source>
            <translation>请至少选择一列他人可能知道的信息。</translation>
        </message>
        <message>
            <source>Choose at most {limit} columns.</source>
            <translation>最多选择 {limit} 列。</translation>
        </message>
        <message>
            <source>Choose the day that counts as today</source>
            <translation>选择作为“今天”的日期</translation>
        </message>
        <message>
            <source>Choose the page that speaks, and the pixel that counts conversions, on Meta.</source>
            <translation>请在 Meta 上选择发布广告的主页和统计转化的像素。</translation>
        </message>
        <message>
            <source>Choose the places {names} on the platform: its sheet knows places by number only.</source>
            <translation>请在平台上选择地区{names}：其表格只能用编号指代地区。</translation>
        </message>
        <message>
            <source>Click-through rate</source>
            <translation>点击率（CTR）</translation>
        </message>
        <message>
            <source>Clicks</source>
            <translation>点击</translation>
        </message>
        <message>
            <source>Clicks after which the person did what the campaign is for, up to 30 days later.</source>
            <translation>点击后 30 天内完成广告活动目标的次数。</translation>
        </message>
        <message>
            <source>Clicks and conversions</source>
            <translation>点击与转化</translation>
        </message>
        <message>
            <source>Clicks and conversions are answered by the plan's rates, or by a model that was not tried on impressions yet.</source>
            <translation>点击和转化由计划中的比率给出，或由尚未用展示检验过的模型给出。</translation>
        </message>
        <message>
            <source>Clicks are paid for.</source>
            <translation>按点击付费。</translation>
        </message>
        <message>
            <source>Clicks by bots</source>
            <translation>机器人点击</translation>
        </message>
        <message>
            <source>Clicks divided by impressions.</source>
            <translation>点击除以展示。</translation>
        </message>
        <message>
            <source>Clicks marked invalid</source>
            <translation>标记为无效的点击</translation>
        </message>
        <message>
            <source>Clicks of visitors that were marked by then; they are neither paid nor learned from.</source>
            <translation>当时已被标记的访客的点击；既不付费，也不用于学习。</translation>
        </message>
        <message>
            <source>Clicks: {method}.</source>
            <translation>点击：{method}。</translation>
        </message>
        <message>
            <source>Cluster {number}</source>
            <translation>聚类 {number}</translation>
        </message>
        <message>
            <source>Cluster: {name}</source>
            <translation>聚类：{name}</translation>
        </message>
        <message>
            <source>Clusters need at least {least} people; there are {count}.</source>
            <translation>聚类至少需要 {least} 人；现有 {count} 人。</translation>
        </message>
        <message>
            <source>Colourful</source>
            <translation>鲜艳</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Comparing the columns</source>
            <translation>正在比较各列</translation>
        </message>
        <message>
            <source>Computing the value of money</source>
            <translation>正在计算资金的价值</translation>
        </message>
        <message>
            <source>Conversion rate</source>
            <translation>转化率（CVR）</translation>
        </message>
        <message>
            <source>Conversions</source>
            <translation>转化</translation>
        </message>
        <message>
            <source>Conversions after a click: {method}.</source>
            <translation>点击后的转化：{method}。</translation>
        </message>
        <message>
            <source>Conversions after the end of the flight: {late:,} of {conversions:,}. The totals count them; the curves end before.</source>
            <translation>投放期结束后的转化：{conversions:,} 次中的 {late:,} 次。总数计入它们；曲线在此之前结束。</translation>
        </message>
        <message>
            <source>Conversions divided by clicks.</source>
            <translation>转化除以点击。</translation>
        </message>
        <message>
            <source>Conversions that are lost when it is switched off: same people, seed and prices.</source>
            <translation>将其关闭时失去的转化：人群、种子和价格相同。</translation>
        </message>
        <message>
            <source>Conversions times what the plan says one brings.</source>
            <translation>转化乘以计划中每次转化带来的收入。</translation>
        </message>
        <message>
            <source>Conversions within {hours} hours of a click are paid for, {price:,.2f} {currency} each.</source>
            <translation>点击后 {hours} 小时内的转化按每次 {price:,.2f} {currency} 付费。</translation>
        </message>
        <message>
            <source>Conversions within {hours} hours of a click are paid for; their price is reserved until then.</source>
            <translation>点击后 {hours} 小时内的转化需付费；在此之前预留其价格。</translation>
        </message>
        <message>
            <source>Correct {column} of one person</source>
            <translation>更正一个人的 {column}</translation>
        </message>
        <message>
            <source>Corrected {column} in {rows:,} rows.</source>
            <translation>已在 {rows:,} 行中更正 {column}。</translation>
        </message>
        <message>
            <source>Cost per 1,000 impressions</source>
            <translation>每千次展示成本</translation>
        </message>
        <message>
            <source>Cost per click</source>
            <translation>每次点击成本</translation>
        </message>
        <message>
            <source>Cost per conversion</source>
            <translation>每次转化成本</translation>
        </message>
        <message>
            <source>Counting the impressions of each creative</source>
            <translation>正在统计每个创意的展示次数</translation>
        </message>
        <message>
            <source>Creatives are shown by their weights, whatever comes of them.</source>
            <translation>创意按权重展示，与效果无关。</translation>
        </message>
        <message>
            <source>Customer value needs events with a key (who) and dates (when); import them with both.</source>
            <translation>计算客户价值需要带有键（谁）和日期（何时）的事件；请导入同时含有两者的事件。</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Delete a creative</source>
            <translation>删除一个创意</translation>
        </message>
        <message>
            <source>Delete the board “{name}”</source>
            <translation>删除画板“{name}”</translation>
        </message>
        <message>
            <source>Delete the campaign “{name}”</source>
            <translation>删除广告活动“{name}”</translation>
        </message>
        <message>
            <source>Delete the model “{name}”</source>
            <translation>删除模型“{name}”</translation>
        </message>
        <message>
            <source>Delete the run “{name}”</source>
            <translation>删除运行“{name}”</translation>
        </message>
        <message>
            <source>Delete the segment “{name}”</source>
            <translation>删除细分人群“{name}”</translation>
        </message>
        <message>
            <source>Delete {count} creatives</source>
            <translation>删除 {count} 个创意</translation>
        </message>
        <message>
            <source>Delete {count} models</source>
            <translation>删除 {count} 个模型</translation>
        </message>
        <message>
            <source>Delete {count} past ads</source>
            <translation>删除 {count} 个往期广告</translation>
        </message>
        <message>
            <source>Dense</source>
            <translation>紧凑</translation>
        </message>
        <message>
            <source>Describing the columns</source>
            <translation>正在统计各列</translation>
        </message>
        <message>
            <source>Designing ads</source>
            <translation>正在设计广告</translation>
        </message>
        <message>
            <source>Designing for each segment</source>
            <translation>正在为每个细分人群设计</translation>
        </message>
        <message>
            <source>Different models answered the two runs.</source>
            <translation>两次运行由不同的模型作答。</translation>
        </message>
        <message>
            <source>Do not rely on forecasts for this project yet: on days that it had not seen, the click-through rate was off by {error:+.0%}. Compare plans with each other, and import more of what happened.</source>
            <translation>暂时不要依赖该项目的预测：在未见过的日子里，点击率偏差为 {error:+.0%}。请只用于比较不同计划，并导入更多实际数据。</translation>
        </message>
        <message>
            <source>Drawing designs from the generator</source>
            <translation>正在从生成器抽取设计</translation>
        </message>
        <message>
            <source>Drawing the ads</source>
            <translation>正在绘制广告</translation>
        </message>
        <message>
            <source>Drop the column {column}</source>
            <translation>删除列 {column}</translation>
        </message>
        <message>
            <source>E-commerce</source>
            <translation>电子商务</translation>
        </message>
        <message>
            <source>Each click sets the price of a conversion aside for {hours:,} hours, so that no budget is overspent. With {rate:.1%} of the clicks converting, at most about {share:.0%} of the budget will be charged; a shorter window or a larger budget buys more.</source>
            <translation>每次点击都会把一次转化的价格预留 {hours:,} 小时，以免超出任何预算。若 {rate:.1%} 的点击转化，最多约有 {share:.0%} 的预算会被扣费；缩短窗口或提高预算可以买到更多。</translation>
        </message>
        <message>
            <source>Each interval holds the true difference in 95 of 100 cases; of many figures, some seem to differ by chance.</source>
            <translation>每个区间在 100 次中有 95 次包含真实差异；指标众多时，有些会因偶然而显得不同。</translation>
        </message>
        <message>
            <source>Effective CPM.</source>
            <translation>有效千次展示收入（eCPM）。</translation>
        </message>
        <message>
            <source>Elements cover each other.</source>
            <translation>元素互相遮挡。</translation>
        </message>
        <message>
            <source>Elements leave the ad.</source>
            <translation>元素超出广告边界。</translation>
        </message>
        <message>
            <source>End</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Entertainment</source>
            <translation>娱乐</translation>
        </message>
        <message>
            <source>Entry {number} of “{file}” is no design.</source>
            <translation>“{file}”的第 {number} 项不是设计。</translation>
        </message>
        <message>
            <source>Erase one person</source>
            <translation>删除一个人</translation>
        </message>
        <message>
            <source>Erased: {rows:,} rows removed.</source>
            <translation>已删除：移除了 {rows:,} 行。</translation>
        </message>
        <message>
            <source>Estimating what the policy would have earned</source>
            <translation>正在估计该策略本会带来的结果</translation>
        </message>
        <message>
            <source>Every event counts as an order; choose the kind of event, or the column of order numbers.</source>
            <translation>每个事件都算作一个订单；请选择事件类型，或订单号所在的列。</translation>
        </message>
        <message>
            <source>Every {count:g} impressions of a week halve what is bid for a person.</source>
            <translation>一周内每 {count:g} 次展示使对该人的出价减半。</translation>
        </message>
        <message>
            <source>Everybody is in this segment, so there is nobody to compare it with.</source>
            <translation>所有人都在此细分中，因此没有可比较的人。</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>所有人</translation>
        </message>
        <message>
            <source>Everything is kept for good; there is no retention rule.</source>
            <translation>所有数据都永久保留；没有保留期规则。</translation>
        </message>
        <message>
            <source>Everything is paused; switch the campaign on when you have looked at it.</source>
            <translation>一切均处于暂停状态；请检查后再启用该广告系列。</translation>
        </message>
        <message>
            <source>Exclude the customer lists of {names} from the ad group “{group}”.</source>
            <translation>请从广告组“{group}”中排除{names}的客户名单。</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>应为</translation>
        </message>
        <message>
            <source>Explaining one person</source>
            <translation>正在解释一个人的结果</translation>
        </message>
        <message>
            <source>Export an anonymous table</source>
            <translation>导出匿名表</translation>
        </message>
        <message>
            <source>Export the segment “{name}”</source>
            <translation>导出细分人群“{name}”</translation>
        </message>
        <message>
            <source>Export {number} held nobody out, so there is nothing to compare with.</source>
            <translation>第 {number} 次导出没有留出对照组，因此无从比较。</translation>
        </message>
        <message>
            <source>Exporting the image model</source>
            <translation>正在导出图像模型</translation>
        </message>
        <message>
            <source>Exports</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Fewer auctions are entered so that spend follows the day's traffic.</source>
            <translation>减少参加的竞价，使花费跟随当天的流量。</translation>
        </message>
        <message>
            <source>Fill seats and screens: short and strong, most of it at night and before the weekend.</source>
            <translation>让座位和屏幕坐满：短而有力，多在晚间和周末之前。</translation>
        </message>
        <message>
            <source>Finance</source>
            <translation>金融</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>First</source>
            <translation>首次</translation>
        </message>
        <message>
            <source>First and last get 40 % each, those between share the rest.</source>
            <translation>首次和末次各得 40%，其间的展示分配其余部分。</translation>
        </message>
        <message>
            <source>First orders</source>
            <translation>首批订单</translation>
        </message>
        <message>
            <source>Fitting the logistic regression</source>
            <translation>正在拟合逻辑回归</translation>
        </message>
        <message>
            <source>Forecasting the last part of the log from its first</source>
            <translation>正在用日志的前一部分预测后一部分</translation>
        </message>
        <message>
            <source>Forecasts for this project can be trusted: on days that it had not seen, the click-through rate was right to within {within:.0%}.</source>
            <translation>该项目的预测可以信赖：在未见过的日子里，点击率误差不超过 {within:.0%}。</translation>
        </message>
        <message>
            <source>Forecasts for this project rest on assumptions: compare plans with each other, but do not take the figures as a promise. Import the impressions of a campaign to measure how far they can be trusted.</source>
            <translation>该项目的预测建立在假设之上：可以比较不同计划，但不要把数字当作承诺。导入一次广告活动的展示数据，即可衡量预测的可信程度。</translation>
        </message>
        <message>
            <source>Found when looked for</source>
            <translation>一搜即得</translation>
        </message>
        <message>
            <source>Fraud, and how it was detected</source>
            <translation>作弊及其识别情况</translation>
        </message>
        <message>
            <source>Frequency</source>
            <translation>频次</translation>
        </message>
        <message>
            <source>From {prices:,} prices, the CPM was off by {error:+.1%}, and the distribution by at most {distance:.1%}; those of lost auctions are not known.</source>
            <translation>根据 {prices:,} 个价格，CPM 偏差为 {error:+.1%}，分布偏差至多 {distance:.1%}；落败竞价的价格未知。</translation>
        </message>
        <message>
            <source>From {prices:,} prices, the CPM was off by {error:+.1%}, the distribution by at most {distance:.1%}, and the win rate by {win:+.1%}.</source>
            <translation>根据 {prices:,} 个价格，CPM 偏差为 {error:+.1%}，分布偏差至多 {distance:.1%}，胜出率偏差为 {win:+.1%}。</translation>
        </message>
        <message>
            <source>Gain over auction prices</source>
            <translation>相对竞价价格的收益</translation>
        </message>
        <message>
            <source>Generating customers</source>
            <translation>正在生成客户</translation>
        </message>
        <message>
            <source>Give the ad group “{group}” the customer lists of {names}: export these segments for the platform, upload the lists, and choose them there; a list has its number only then.</source>
            <translation>请为广告组“{group}”选择{names}的客户名单：先为该平台导出这些细分，上传名单，再在平台上选择；名单上传后才有编号。</translation>
        </message>
        <message>
            <source>Goal and flight</source>
            <translation>目标与投放期</translation>
        </message>
        <message>
            <source>Going from one design to the other</source>
            <translation>正在从一个设计过渡到另一个</translation>
        </message>
        <message>
            <source>Good to know</source>
            <translation>健康须知</translation>
        </message>
        <message>
            <source>Google knows one schedule a campaign: the sheet has the hours in which any ad group is open. Part the ad groups into campaigns to keep the hours of each.</source>
            <translation>Google 的每个广告系列只有一个投放时间表：表格写的是任一广告组开放的时段。若要保留各组的时段，请把广告组拆成多个广告系列。</translation>
        </message>
        <message>
            <source>Grow a community: much reach in the evening, and creatives that change before they tire.</source>
            <translation>壮大社群：晚间触达更广，创意在让人厌倦之前更换。</translation>
        </message>
        <message>
            <source>Healthcare</source>
            <translation>医疗健康</translation>
        </message>
        <message>
            <source>Hibernating</source>
            <translation>休眠</translation>
        </message>
        <message>
            <source>How many people saw the campaign at least once.</source>
            <translation>至少看到一次该广告活动的人数。</translation>
        </message>
        <message>
            <source>How often an ad was clicked.</source>
            <translation>广告被点击的次数。</translation>
        </message>
        <message>
            <source>How often an ad was shown.</source>
            <translation>广告被展示的次数。</translation>
        </message>
        <message>
            <source>How often, and with which ad</source>
            <translation>频次与广告选择</translation>
        </message>
        <message>
            <source>How sure the figures are</source>
            <translation>指标的可靠程度</translation>
        </message>
        <message>
            <source>How well a creative does is not known before it was shown: unless a model takes the creative into account, its effect is drawn from the seed. A run shows how the plan deals with good and bad creatives, not which of yours is the better one.</source>
            <translation>创意在展示之前效果未知：除非模型考虑了创意，否则其效果由种子抽取。运行显示的是计划如何应对好坏创意，而不是您的哪个创意更好。</translation>
        </message>
        <message>
            <source>IP addresses</source>
            <translation>IP 地址</translation>
        </message>
        <message>
            <source>Ideas, made up by a model; read each of them before it is used:</source>
            <translation>以下是模型编写的创意，使用前请逐条阅读：</translation>
        </message>
        <message>
            <source>Image models are made in 32 or 64 pixels, not in {size}.</source>
            <translation>图像模型的尺寸为 32 或 64 像素，不能是 {size}。</translation>
        </message>
        <message>
            <source>Import what people did (events with a kind and a time, or impressions) before reading the lift.</source>
            <translation>请先导入人们的行为（带类型和时间的事件，或曝光），再读取提升。</translation>
        </message>
        <message>
            <source>Import {batch} has no rejects; there is nothing to save.</source>
            <translation>第 {batch} 次导入没有未接受的内容，没有可保存的。</translation>
        </message>
        <message>
            <source>Import {batch} is undone already.</source>
            <translation>导入 {batch} 已撤销。</translation>
        </message>
        <message>
            <source>Import {count} past ads</source>
            <translation>导入 {count} 个往期广告</translation>
        </message>
        <message>
            <source>Import {later} changed rows of import {batch}; undo import {later} first.</source>
            <translation>导入 {later} 更改了导入 {batch} 的行；请先撤销导入 {later}。</translation>
        </message>
        <message>
            <source>Import “{file}”</source>
            <translation>导入“{file}”</translation>
        </message>
        <message>
            <source>Impressions</source>
            <translation>展示</translation>
        </message>
        <message>
            <source>Impressions a person</source>
            <translation>人均展示次数</translation>
        </message>
        <message>
            <source>Impressions are paid for.</source>
            <translation>按展示付费。</translation>
        </message>
        <message>
            <source>Impressions as a share of all opportunities to show an ad to these people.</source>
            <translation>展示次数占向这些人展示广告的全部机会的比例。</translation>
        </message>
        <message>
            <source>Impressions for each person reached.</source>
            <translation>每个触达者看到的展示次数。</translation>
        </message>
        <message>
            <source>In proportion to what the chain of impressions loses without it.</source>
            <translation>按展示链去掉它后损失的比例分配。</translation>
        </message>
        <message>
            <source>In row {row:,} of {path} the column {column} holds {found}; it must be {expected}.</source>
            <translation>{path} 第 {row:,} 行的 {column} 列是 {found}；应为 {expected}。</translation>
        </message>
        <message>
            <source>In this project {name} holds something else ({type}), so {count} of the first {rows} cells would be left empty.</source>
            <translation>在此项目中 {name} 的类型不同（{type}），因此前 {rows} 个单元格中有 {count} 个将留空。</translation>
        </message>
        <message>
            <source>In {column}, day and month cannot be told apart; it is read as day first. Choose the order if that is wrong.</source>
            <translation>{column} 中的日与月无法区分；按日在前读取。如不正确，请选择顺序。</translation>
        </message>
        <message>
            <source>In {place}, {field} is “{value}”, and must be one of: {allowed}.</source>
            <translation>{place}中的 {field} 为“{value}”，应为以下之一：{allowed}。</translation>
        </message>
        <message>
            <source>Inform with care: warm words, few repetitions, and a legal line; choose no one by an illness.</source>
            <translation>用心告知：措辞温和，少重复，带法律声明；不按疾病挑选人群。</translation>
        </message>
        <message>
            <source>Intervals hold 95 %: Wilson's for rates, Byar's for counts, and for costs and returns that of the count in them; satisfaction counts each person once.</source>
            <translation>区间均为 95 %：比率用 Wilson 区间，计数用 Byar 区间，成本和回报用其中计数的区间；满意度中每人只计一次。</translation>
        </message>
        <message>
            <source>It forecast {forecast:,.0f} conversions ({low:,.0f} to {high:,.0f}) and {truth:,.0f} came, inside.</source>
            <translation>它预测转化 {forecast:,.0f} 次（{low:,.0f} 至 {high:,.0f}），实际发生 {truth:,.0f} 次，在区间之内。</translation>
        </message>
        <message>
            <source>It forecast {forecast:,.0f} conversions ({low:,.0f} to {high:,.0f}) and {truth:,.0f} came, outside: give the plan the log's CVR as its mean CVR.</source>
            <translation>它预测转化 {forecast:,.0f} 次（{low:,.0f} 至 {high:,.0f}），实际发生 {truth:,.0f} 次，在区间之外：请把日志的 CVR 设为计划的平均 CVR。</translation>
        </message>
        <message>
            <source>It is empty; leave it out.</source>
            <translation>其中没有内容；请不要勾选它。</translation>
        </message>
        <message>
            <source>It is open in {hours} of the week's 168 hours.</source>
            <translation>在一周 168 小时中开放 {hours} 小时。</translation>
        </message>
        <message>
            <source>It runs from {start} to {end}, {days} days in the time of {zone}.</source>
            <translation>投放期为 {start} 至 {end}，共 {days} 天，时区为 {zone}。</translation>
        </message>
        <message>
            <source>It runs on {start}, for one day in the time of {zone}.</source>
            <translation>投放于 {start}，为期一天，按 {zone} 时间。</translation>
        </message>
        <message>
            <source>Its own bid is {amount:,.2f} {currency}.</source>
            <translation>其自己的出价为 {amount:,.2f} {currency}。</translation>
        </message>
        <message>
            <source>Its shape is such that a bid of {bid:,.2f} {currency} wins {share:.1%} of the auctions, as the plan says.</source>
            <translation>其形状使得 {bid:,.2f} {currency} 的出价赢得 {share:.1%} 的竞价，与计划一致。</translation>
        </message>
        <message>
            <source>Its shape is {shape:g}: the smaller, the wider prices vary.</source>
            <translation>其形状参数为 {shape:g}：越小，价格变化越大。</translation>
        </message>
        <message>
            <source>Judging on tests that were held out</source>
            <translation>正在用留出的测试评定</translation>
        </message>
        <message>
            <source>Judging the image model</source>
            <translation>正在评判图像模型</translation>
        </message>
        <message>
            <source>Keep a creative</source>
            <translation>保留一个创意</translation>
        </message>
        <message>
            <source>Keep columns</source>
            <translation>缓存列</translation>
        </message>
        <message>
            <source>Keep rows of {table} for {days} days</source>
            <translation>{table} 的行保留 {days} 天</translation>
        </message>
        <message>
            <source>Keep the column {column}</source>
            <translation>保留列 {column}</translation>
        </message>
        <message>
            <source>Keep the error of the last forecast</source>
            <translation>保存上次预测的误差</translation>
        </message>
        <message>
            <source>Keep the members of “{name}” as they are</source>
            <translation>将“{name}”的成员固定下来</translation>
        </message>
        <message>
            <source>Keep the true effects of “{name}”</source>
            <translation>保存“{name}”的真实效果</translation>
        </message>
        <message>
            <source>Keep who is not contacted</source>
            <translation>保存请勿联系的人员</translation>
        </message>
        <message>
            <source>Keep {count} creatives</source>
            <translation>保留 {count} 个创意</translation>
        </message>
        <message>
            <source>Known by the keys {keys}.</source>
            <translation>使用的键：{keys}。</translation>
        </message>
        <message>
            <source>Large headline</source>
            <translation>标题大</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>末次</translation>
        </message>
        <message>
            <source>Learn to make up headlines</source>
            <translation>学习编写标题</translation>
        </message>
        <message>
            <source>Learn which designs are clicked</source>
            <translation>学习哪些设计会被点击</translation>
        </message>
        <message>
            <source>Learning from pairs of headlines</source>
            <translation>正在从成对的标题中学习</translation>
        </message>
        <message>
            <source>Learning from the rows kept aside</source>
            <translation>正在学习此前留出的行</translation>
        </message>
        <message>
            <source>Learning how often customers come back</source>
            <translation>正在学习客户多久回来一次</translation>
        </message>
        <message>
            <source>Learning how sure that is</source>
            <translation>正在估计结果的可靠程度</translation>
        </message>
        <message>
            <source>Learning to make up headlines needs PyTorch, which is not installed here.</source>
            <translation>学习编写标题需要 PyTorch，而此处尚未安装。</translation>
        </message>
        <message>
            <source>Learning to write headlines</source>
            <translation>正在学习写标题</translation>
        </message>
        <message>
            <source>Learning what the segment is like</source>
            <translation>正在学习细分的特征</translation>
        </message>
        <message>
            <source>Learning which designs are clicked</source>
            <translation>正在学习哪些设计会被点击</translation>
        </message>
        <message>
            <source>Learning who is persuaded</source>
            <translation>正在学习谁会被打动</translation>
        </message>
        <message>
            <source>Left after the spend</source>
            <translation>扣除花费后的余额</translation>
        </message>
        <message>
            <source>Left for good</source>
            <translation>永久离开的人</translation>
        </message>
        <message>
            <source>Left out, since the segment's own rule asks for them: {columns}.</source>
            <translation>已略去细分自身规则所用的列：{columns}。</translation>
        </message>
        <message>
            <source>Less picture</source>
            <translation>图片少</translation>
        </message>
        <message>
            <source>Let “{name}” follow its rule</source>
            <translation>让“{name}”随规则变化</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Line {line} has the same {column} as line {first}; nothing was imported. Choose to skip, update or replace such rows.</source>
            <translation>第 {line} 行与第 {first} 行的 {column} 相同；没有导入任何内容。请选择跳过、更新或替换这类行。</translation>
        </message>
        <message>
            <source>Line {line} of {path} is “{found}”; an auction is a click (0 or 1), a whole market price and a predicted rate between 0 and 1, separated by blanks.</source>
            <translation>{path} 的第 {line} 行是“{found}”；一次竞拍应为点击（0 或 1）、整数市场价和 0 到 1 之间的预测点击率，以空格分隔。</translation>
        </message>
        <message>
            <source>Line {line} of “{file}” has {found} cells, and the first line {wanted}.</source>
            <translation>“{file}”的第 {line} 行有 {found} 个单元格，而第一行有 {wanted} 个。</translation>
        </message>
        <message>
            <source>Linear</source>
            <translation>线性</translation>
        </message>
        <message>
            <source>Load the image model “{name}”</source>
            <translation>载入图像模型“{name}”</translation>
        </message>
        <message>
            <source>Load the model “{name}”</source>
            <translation>加载模型“{name}”</translation>
        </message>
        <message>
            <source>Loaded “{name}”: {inputs} inputs, made by {producer}.</source>
            <translation>已加载“{name}”：{inputs} 个输入，由 {producer} 生成。</translation>
        </message>
        <message>
            <source>Look at one person</source>
            <translation>查看某个人</translation>
        </message>
        <message>
            <source>Lookalikes need at least {least} people in the segment and {least} others (with consent, where a column holds it); there are {mine} and {others}.</source>
            <translation>相似人群需要细分中至少 {least} 人及其他至少 {least} 人（若有同意列，须已同意）；现有 {mine} 人和 {others} 人。</translation>
        </message>
        <message>
            <source>Lookalikes of “{segment}”: the nearest {size:.1%}</source>
            <translation>“{segment}”的相似人群：最接近的 {size:.1%}</translation>
        </message>
        <message>
            <source>Looking for addresses</source>
            <translation>正在查找邮箱和电话</translation>
        </message>
        <message>
            <source>Looking for columns that know the future</source>
            <translation>正在查找“预知未来”的列</translation>
        </message>
        <message>
            <source>Looking for designs that you may like</source>
            <translation>正在寻找您可能喜欢的设计</translation>
        </message>
        <message>
            <source>Looking up people and models</source>
            <translation>正在查找人物和模型</translation>
        </message>
        <message>
            <source>Lost to bots</source>
            <translation>被机器人消耗的费用</translation>
        </message>
        <message>
            <source>Loud offer</source>
            <translation>优惠醒目</translation>
        </message>
        <message>
            <source>Loyal</source>
            <translation>忠诚客户</translation>
        </message>
        <message>
            <source>Made {path}.</source>
            <translation>已创建 {path}。</translation>
        </message>
        <message>
            <source>Make people from events</source>
            <translation>由事件生成人群档案</translation>
        </message>
        <message>
            <source>Make pseudonyms in {column}</source>
            <translation>将 {column} 换成假名</translation>
        </message>
        <message>
            <source>Make the key of the pseudonyms</source>
            <translation>生成假名密钥</translation>
        </message>
        <message>
            <source>Mark a creative as a favourite</source>
            <translation>将一个创意标为收藏</translation>
        </message>
        <message>
            <source>Mark the data as generated</source>
            <translation>将数据标记为程序生成</translation>
        </message>
        <message>
            <source>Mark {count} creatives as favourites</source>
            <translation>将 {count} 个创意标为收藏</translation>
        </message>
        <message>
            <source>Market</source>
            <translation>市场</translation>
        </message>
        <message>
            <source>Markov</source>
            <translation>马尔可夫</translation>
        </message>
        <message>
            <source>Mean of the people's simulated mood after an impression; 50 % is neither pleased nor annoyed.</source>
            <translation>展示后人们模拟情绪的均值；50 % 表示既不满意也不厌烦。</translation>
        </message>
        <message>
            <source>Mean of the simulated mood after an impression; 50 % is neither pleased nor annoyed.</source>
            <translation>每次展示后模拟情绪的平均值；50 % 表示既不满意也不反感。</translation>
        </message>
        <message>
            <source>Measuring what each column is worth</source>
            <translation>正在衡量每一列的作用</translation>
        </message>
        <message>
            <source>Meet us</source>
            <translation>认识我们</translation>
        </message>
        <message>
            <source>Meta takes either a day's or the whole budget of an ad set: the sheet has the whole, so set the campaign's daily limit of {daily} there.</source>
            <translation>Meta 的广告组只能设单日预算或总预算之一：表格写的是总预算，请在平台上设置广告系列的每日上限 {daily}。</translation>
        </message>
        <message>
            <source>Middling in all: a limited offer on what they bought before brings them back.</source>
            <translation>各方面居中：用以往购买商品的限时优惠唤回。</translation>
        </message>
        <message>
            <source>Models of this family learn from the tables profiles and impressions, not from {table}.</source>
            <translation>这一类模型从 profiles 和 impressions 表学习，不能从 {table} 学习。</translation>
        </message>
        <message>
            <source>More picture</source>
            <translation>图片多</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>素雅</translation>
        </message>
        <message>
            <source>Need attention</source>
            <translation>需要关注</translation>
        </message>
        <message>
            <source>New customers</source>
            <translation>新客户</translation>
        </message>
        <message>
            <source>No Dask scheduler answers at {address}; start one with `dask scheduler` and name its address, such as tcp://10.0.0.5:8786.</source>
            <translation>{address} 处没有 Dask 调度器应答；请用 `dask scheduler` 启动一个，并给出其地址，例如 tcp://10.0.0.5:8786。</translation>
        </message>
        <message>
            <source>No ad was shown to any of {people:,} people.</source>
            <translation>没有向 {people:,} 人中的任何人展示广告。</translation>
        </message>
        <message>
            <source>No ad was shown to anybody with the key {key}.</source>
            <translation>没有向键为 {key} 的人展示过广告。</translation>
        </message>
        <message>
            <source>No column holds consent, so everyone counts as consenting; mark the column at import if there is one.</source>
            <translation>没有记录同意的列，因此所有人都视为已同意；如有此列，请在导入时标明。</translation>
        </message>
        <message>
            <source>No column holds e-mail addresses or telephones by which a platform could know people.</source>
            <translation>没有任何列含有平台可据以识别人员的邮箱或电话。</translation>
        </message>
        <message>
            <source>No column is left to learn from; keep at least one column of {table}.</source>
            <translation>没有可供学习的列；请至少保留 {table} 的一列。</translation>
        </message>
        <message>
            <source>No column of the events says who did them; import them with a key column.</source>
            <translation>事件中没有哪一列说明是谁做的；请带主键列导入。</translation>
        </message>
        <message>
            <source>No column of the impressions has the role “{role}”; give it when you import them.</source>
            <translation>展示数据中没有列具有“{role}”角色；请在导入时指定。</translation>
        </message>
        <message>
            <source>No column seems to hold personal data.</source>
            <translation>没有发现看起来含有个人数据的列。</translation>
        </message>
        <message>
            <source>No column shows a trait of these people that designs respond to; the ads are for everyone.</source>
            <translation>没有列能体现这些人的、设计所响应的特征；广告面向所有人。</translation>
        </message>
        <message>
            <source>No column tells people apart; choose columns of numbers, flags or categories that differ.</source>
            <translation>没有能区分人群的列；请选择取值有差异的数值、是否或类别列。</translation>
        </message>
        <message>
            <source>No event is of the kind “{event}”; the kinds are {kinds}.</source>
            <translation>没有类型为“{event}”的事件；现有类型为 {kinds}。</translation>
        </message>
        <message>
            <source>No event is of the kind “{kind}”.</source>
            <translation>没有类型为“{kind}”的事件。</translation>
        </message>
        <message>
            <source>No idea of {limit} letters passed the checks; allow longer ones, or learn from more headlines.</source>
            <translation>没有不超过 {limit} 个字符的创意通过检查；请允许更长的标题，或用更多标题来学习。</translation>
        </message>
        <message>
            <source>No market with a mean CPM of {mean:.2f} gives a bid of {bid:.2f} a win rate of {share:.0%}; the possible rates are {low:.0%} to {high:.0%}.</source>
            <translation>平均 CPM 为 {mean:.2f} 的市场无法使出价 {bid:.2f} 达到 {share:.0%} 的竞得率；可能的范围为 {low:.0%} 至 {high:.0%}。</translation>
        </message>
        <message>
            <source>No place was named: choose the countries on the platform before anything runs.</source>
            <translation>未指定地区：投放之前请在平台上选择国家。</translation>
        </message>
        <message>
            <source>No plan brought any conversions; raise the bid or the budget, or choose another goal.</source>
            <translation>没有任何方案带来转化；请提高出价或预算，或另选目标。</translation>
        </message>
        <message>
            <source>No platform knows anybody here: {columns} hold pseudonyms, and no other column holds e-mail addresses or telephones.</source>
            <translation>没有平台能识别这里的任何人：{columns} 中是假名，也没有其他列含有邮箱或电话。</translation>
        </message>
        <message>
            <source>No round of the log shows what the policy would have chosen.</source>
            <translation>日志中没有任何一轮展示过该策略会选择的内容。</translation>
        </message>
        <message>
            <source>No rule describes the segment “{name}”, so it keeps the members that it has.</source>
            <translation>没有规则描述细分“{name}”，因此它保持现有成员。</translation>
        </message>
        <message>
            <source>No table holds a person with the key {key}.</source>
            <translation>没有表中含有主键为 {key} 的人。</translation>
        </message>
        <message>
            <source>No two headlines of a test differ significantly, so that nothing can be judged.</source>
            <translation>没有任何测试中的两个标题有显著差异，因此无从评定。</translation>
        </message>
        <message>
            <source>Nobody in the file has more than one event.</source>
            <translation>文件中没有任何人有一个以上的事件。</translation>
        </message>
        <message>
            <source>Nobody in the file has {events} events and a known outcome.</source>
            <translation>文件中没有人同时具有 {events} 个事件和已知的结果。</translation>
        </message>
        <message>
            <source>Nobody in this cell has a profile; make people from the events, or import profiles, first.</source>
            <translation>此格中没有人有档案；请先由事件生成人群，或导入档案。</translation>
        </message>
        <message>
            <source>Nobody is in any ad group; widen a segment.</source>
            <translation>所有广告组中都没有人；请扩大细分人群。</translation>
        </message>
        <message>
            <source>Nobody is in the ad group “{name}”.</source>
            <translation>广告组“{name}”中没有人。</translation>
        </message>
        <message>
            <source>Nobody is in the campaign's segments (or nobody there consented); widen a segment.</source>
            <translation>广告活动的细分人群中没有人（或无人同意）；请扩大细分人群。</translation>
        </message>
        <message>
            <source>Nobody is in the segment “{name}”; change its rule first.</source>
            <translation>细分“{name}”中没有人；请先修改其规则。</translation>
        </message>
        <message>
            <source>Nobody is in this segment, so there is nothing to compare.</source>
            <translation>此细分中没有人，因此无可比较。</translation>
        </message>
        <message>
            <source>Nobody is in this table, so nobody is to be hidden.</source>
            <translation>这张表里没有人，因此无需隐藏任何人。</translation>
        </message>
        <message>
            <source>None of the customers in the events is in the profiles: their keys are not the same.</source>
            <translation>事件中的客户都不在用户档案中：两者的键不一致。</translation>
        </message>
        <message>
            <source>None of the events is an order of a known person.</source>
            <translation>没有任何事件是已知人员的订单。</translation>
        </message>
        <message>
            <source>None of the file's outputs is a probability.</source>
            <translation>文件的输出中没有概率。</translation>
        </message>
        <message>
            <source>None of the photos in {folder} can be read.</source>
            <translation>{folder} 中的照片都无法读取。</translation>
        </message>
        <message>
            <source>None of the {people:,} people in the segments consented.</source>
            <translation>细分人群中的 {people:,} 人均未同意。</translation>
        </message>
        <message>
            <source>None of these impressions led to a conversion: there is nothing to credit.</source>
            <translation>这些展示没有带来任何转化：没有可归因的内容。</translation>
        </message>
        <message>
            <source>Not charged for visitors that were marked, or refunded when they were.</source>
            <translation>因访客被标记而未收取的费用，以及标记时退还的费用。</translation>
        </message>
        <message>
            <source>Not enough memory.</source>
            <translation>内存不足。</translation>
        </message>
        <message>
            <source>Not made by this program: {what}.</source>
            <translation>不是由本程序生成：{what}。</translation>
        </message>
        <message>
            <source>Nothing has been learned yet about which designs are clicked; learn from impressions first.</source>
            <translation>尚未学习哪些设计会被点击；请先从展示数据中学习。</translation>
        </message>
        <message>
            <source>Nothing limits how often a person sees the campaign.</source>
            <translation>每人看到该广告活动的次数不受限制。</translation>
        </message>
        <message>
            <source>Nothing says how many impressions a day brings; the plan assumes it.</source>
            <translation>没有数据说明每天有多少展示；由计划假设。</translation>
        </message>
        <message>
            <source>Nothing was exported yet.</source>
            <translation>还没有导出过任何内容。</translation>
        </message>
        <message>
            <source>Of the bots that clicked, the share that was marked.</source>
            <translation>点击过的机器人中被标记的比例。</translation>
        </message>
        <message>
            <source>Of the saved spend, what was for clicks of people.</source>
            <translation>节省的花费中属于真人点击的部分。</translation>
        </message>
        <message>
            <source>Of the visitors that were marked, the share that truly are bots.</source>
            <translation>被标记的访客中真正是机器人的比例。</translation>
        </message>
        <message>
            <source>Of the {clicks:,} clicks, the model “{model}” forecast {forecast:,.0f} to convert ({low:,.0f} to {high:,.0f}) and {truth:,.0f} did, inside. A model that learned from these impressions itself looks better here than it is.</source>
            <translation>在 {clicks:,} 次点击中，模型“{model}”预测有 {forecast:,.0f} 次转化（{low:,.0f} 至 {high:,.0f}），实际为 {truth:,.0f} 次，在区间内。用这些展示数据本身训练的模型在此看起来会比实际更好。</translation>
        </message>
        <message>
            <source>Of the {clicks:,} clicks, the model “{model}” forecast {forecast:,.0f} to convert ({low:,.0f} to {high:,.0f}) and {truth:,.0f} did, outside: give the plan the log's CVR as its mean CVR, so that the model says who converts and the log how often.</source>
            <translation>在 {clicks:,} 次点击中，模型“{model}”预测有 {forecast:,.0f} 次转化（{low:,.0f} 至 {high:,.0f}），实际为 {truth:,.0f} 次，超出区间：请把日志的转化率设为计划的平均转化率，由模型判断谁会转化，由日志决定转化频率。</translation>
        </message>
        <message>
            <source>Of {bots:,} bots that clicked, {found:,} were marked, and {people:,} people wrongly; {saved:,.2f} were not charged and {refunded:,.2f} refunded, {lost:,.2f} were lost to bots.</source>
            <translation>在 {bots:,} 个有点击的机器人中，{found:,} 个被标记，另有 {people:,} 人被误标；{saved:,.2f} 未收费，{refunded:,.2f} 已退还，{lost:,.2f} 因机器人而损失。</translation>
        </message>
        <message>
            <source>Of {pairs:,} pairs of headlines that clearly differ the better one was told in {share:.1%} (95 %: {low:.1%} to {high:.1%}).</source>
            <translation>在 {pairs:,} 对差异明显的标题中，正确指出较好者的比例为 {share:.1%}（95 %：{low:.1%} 至 {high:.1%}）。</translation>
        </message>
        <message>
            <source>Of {pairs:,} pairs of headlines that clearly differ, in tests held out, the better one was told in {share:.1%} (95 %: {low:.1%} to {high:.1%}).</source>
            <translation>在留出测试的 {pairs:,} 对差异明显的标题中，正确指出较好者的比例为 {share:.1%}（95 %：{low:.1%} 至 {high:.1%}）。</translation>
        </message>
        <message>
            <source>On fresh seeds no plan is shown to be better than yours; what looked better in the search was luck.</source>
            <translation>在新的随机种子上，没有方案被证明优于您的方案；搜索中看似更好的结果只是运气。</translation>
        </message>
        <message>
            <source>On the do-not-contact list.</source>
            <translation>在勿联系名单上。</translation>
        </message>
        <message>
            <source>One click at the bid costs {price:,.2f}, more than the budget of {limit:,.2f}.</source>
            <translation>按此出价，一次点击花费 {price:,.2f}，超过预算 {limit:,.2f}。</translation>
        </message>
        <message>
            <source>One conversion at the bid costs {price:,.2f}, more than the budget of {limit:,.2f}.</source>
            <translation>按此出价，一次转化需要 {price:,.2f}，超过预算 {limit:,.2f}。</translation>
        </message>
        <message>
            <source>One conversion costs {price:,.2f}, more than the budget of {limit:,.2f}.</source>
            <translation>一次转化需要 {price:,.2f}，超过预算 {limit:,.2f}。</translation>
        </message>
        <message>
            <source>One impression at the bid costs {price:,.2f}, more than the budget of {limit:,.2f}.</source>
            <translation>按此出价，一次展示花费 {price:,.2f}，超过预算 {limit:,.2f}。</translation>
        </message>
        <message>
            <source>One impression in {weight} was kept, so that paths have gaps and last and first come close; the credits are for the {count:,} conversions that were kept.</source>
            <translation>每 {weight} 次展示保留一次，因此路径有缺口，首次与末次触点会相近；归因针对所保留的 {count:,} 次转化。</translation>
        </message>
        <message>
            <source>One of the models learned from generated data.</source>
            <translation>其中一个模型从生成的数据中学习。</translation>
        </message>
        <message>
            <source>Only people with a yes here are targeted or exported; a missing value is a no.</source>
            <translation>只有此处为“是”的人会被定向或导出；缺失视为“否”。</translation>
        </message>
        <message>
            <source>Opening night</source>
            <translation>首映之夜</translation>
        </message>
        <message>
            <source>Opportunities filled</source>
            <translation>机会填充率</translation>
        </message>
        <message>
            <source>Opportunities that were let pass since the person had seen the campaign often enough.</source>
            <translation>因此人已看过足够多次该广告系列而放弃的机会。</translation>
        </message>
        <message>
            <source>Orders whose number starts with {mark} are taken for cancellations.</source>
            <translation>编号以 {mark} 开头的订单视为取消。</translation>
        </message>
        <message>
            <source>Others on this computer can read the key in {path}; run chmod 600 on it.</source>
            <translation>这台电脑上的其他人可以读取 {path} 中的密钥；请对它运行 chmod 600。</translation>
        </message>
        <message>
            <source>Page {number} of {pages}</source>
            <translation>第 {number} 页，共 {pages} 页</translation>
        </message>
        <message>
            <source>People and traffic</source>
            <translation>人群与流量</translation>
        </message>
        <message>
            <source>People are exported as {endings}; choose one of these endings.</source>
            <translation>人群可导出为 {endings}；请选择其中一种扩展名。</translation>
        </message>
        <message>
            <source>People left out because they are on the do-not-contact list: {people:,}.</source>
            <translation>因在请勿联系名单上而未计入的人数：{people:,}。</translation>
        </message>
        <message>
            <source>People who stayed away for good after an impression, as a share of those reached.</source>
            <translation>在一次展示后不再回来的人占触达人数的比例。</translation>
        </message>
        <message>
            <source>People: experience</source>
            <translation>用户：体验</translation>
        </message>
        <message>
            <source>Personal data seems to be in {columns}; say what becomes of each: drop, hash (a pseudonym) or keep.</source>
            <translation>{columns} 中似乎含有个人数据；请决定每一列如何处理：drop（不导入）、hash（换成假名）或 keep（保留）。</translation>
        </message>
        <message>
            <source>Personal data, kept as it came.</source>
            <translation>个人数据，按原样保存。</translation>
        </message>
        <message>
            <source>Platform: revenue</source>
            <translation>平台：收入</translation>
        </message>
        <message>
            <source>Playing the auctions again</source>
            <translation>正在重放竞价</translation>
        </message>
        <message>
            <source>Playing the campaign without one part after another</source>
            <translation>正在逐一去掉各部分重新模拟广告活动</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Potential loyalists</source>
            <translation>潜在忠诚客户</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精确率</translation>
        </message>
        <message>
            <source>Preparing the simulator, for about half a minute the first time</source>
            <translation>正在准备模拟器，首次约需半分钟</translation>
        </message>
        <message>
            <source>Prices follow the distribution that the plan assumes.</source>
            <translation>价格服从计划所假设的分布。</translation>
        </message>
        <message>
            <source>Prices: {method}.</source>
            <translation>价格：{method}。</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>资料</translation>
        </message>
        <message>
            <source>Promising</source>
            <translation>有潜力</translation>
        </message>
        <message>
            <source>Put a creative on the board “{name}”</source>
            <translation>将一个创意放到画板“{name}”</translation>
        </message>
        <message>
            <source>Put {count} creatives on the board “{name}”</source>
            <translation>将 {count} 个创意放到画板“{name}”</translation>
        </message>
        <message>
            <source>PyTorch is not installed; the designs come from the rule grammar.</source>
            <translation>未安装 PyTorch；设计来自规则语法。</translation>
        </message>
        <message>
            <source>Quiet offer</source>
            <translation>优惠低调</translation>
        </message>
        <message>
            <source>RFM cell “{cell}” of {today}</source>
            <translation>{today} 的 RFM 分组“{cell}”</translation>
        </message>
        <message>
            <source>ROAS</source>
            <translation>ROAS</translation>
        </message>
        <message>
            <source>Reach</source>
            <translation>触达人数</translation>
        </message>
        <message>
            <source>Read {count:,} from {name}</source>
            <translation>已从 {name} 读取 {count:,} 条</translation>
        </message>
        <message>
            <source>Reading past ads</source>
            <translation>正在读取往期广告</translation>
        </message>
        <message>
            <source>Reading the columns</source>
            <translation>正在读取各列</translation>
        </message>
        <message>
            <source>Reading the imported impressions</source>
            <translation>正在读取导入的展示</translation>
        </message>
        <message>
            <source>Reading the impressions</source>
            <translation>正在读取展示数据</translation>
        </message>
        <message>
            <source>Reading the log</source>
            <translation>正在读取日志</translation>
        </message>
        <message>
            <source>Reading the photos</source>
            <translation>正在读取照片</translation>
        </message>
        <message>
            <source>Reading the purchases</source>
            <translation>正在读取购买记录</translation>
        </message>
        <message>
            <source>Reading the rows</source>
            <translation>正在读取各行</translation>
        </message>
        <message>
            <source>Reading what the segment is like</source>
            <translation>正在读取细分的特点</translation>
        </message>
        <message>
            <source>Reading {file}</source>
            <translation>正在读取 {file}</translation>
        </message>
        <message>
            <source>Recall</source>
            <translation>召回率</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Refunded</source>
            <translation>退款</translation>
        </message>
        <message>
            <source>Remove a retention rule</source>
            <translation>删除保留期规则</translation>
        </message>
        <message>
            <source>Remove rows that were kept long enough</source>
            <translation>移除已到期的行</translation>
        </message>
        <message>
            <source>Remove the columns of behaviour</source>
            <translation>移除行为列</translation>
        </message>
        <message>
            <source>Rename the board to “{name}”</source>
            <translation>将画板重命名为“{name}”</translation>
        </message>
        <message>
            <source>Rename the campaign to “{name}”</source>
            <translation>将广告活动重命名为“{name}”</translation>
        </message>
        <message>
            <source>Rename the creative to “{name}”</source>
            <translation>将创意重命名为“{name}”</translation>
        </message>
        <message>
            <source>Rename the segment “{name}” to “{new_name}”</source>
            <translation>将细分人群“{name}”重命名为“{new_name}”</translation>
        </message>
        <message>
            <source>Repetition and mood</source>
            <translation>重复与情绪</translation>
        </message>
        <message>
            <source>Replaced by a pseudonym at import.</source>
            <translation>导入时以假名替换。</translation>
        </message>
        <message>
            <source>Replay needs a log that chose evenly among all actions; the others correct for the chances of this one.</source>
            <translation>重放法需要在所有选项中均匀选择的日志；其他估计量会按本日志的概率进行修正。</translation>
        </message>
        <message>
            <source>Replaying {auctions:,} auctions</source>
            <translation>正在重放 {auctions:,} 次竞拍</translation>
        </message>
        <message>
            <source>Return on ad spend</source>
            <translation>广告支出回报率</translation>
        </message>
        <message>
            <source>Revenue</source>
            <translation>收入</translation>
        </message>
        <message>
            <source>Revenue divided by spend after refunds.</source>
            <translation>收入除以退款后的花费。</translation>
        </message>
        <message>
            <source>Revenue divided by spend.</source>
            <translation>收入除以花费。</translation>
        </message>
        <message>
            <source>Revenue minus spend after refunds; below 0 is a loss.</source>
            <translation>收入减去退款后的花费；低于 0 即为亏损。</translation>
        </message>
        <message>
            <source>Revenue minus that worth. Who sells clicks or conversions gains where more come than expected, and loses where fewer do.</source>
            <translation>收入减去上述价值。按点击或转化收费的一方，实际多于预期时获益，少于预期时亏损。</translation>
        </message>
        <message>
            <source>Revenue per 1,000 impressions</source>
            <translation>每千次展示收入</translation>
        </message>
        <message>
            <source>Round</source>
            <translation>圆润</translation>
        </message>
        <message>
            <source>Rows are kept for 1 to {limit:,} days.</source>
            <translation>行可保留 1 到 {limit:,} 天。</translation>
        </message>
        <message>
            <source>Rows as they were before an import</source>
            <translation>某次导入之前的行</translation>
        </message>
        <message>
            <source>Rows of {table} have the same {column} already, so it cannot be their key; nothing was imported.</source>
            <translation>{table} 中已有行的 {column} 相同，因此它不能作为主键；没有导入任何内容。</translation>
        </message>
        <message>
            <source>Rows that were not taken since {column} is empty in them: {rows:,}. To have them too, import the file without a key.</source>
            <translation>因“{column}”为空而未导入的行：{rows:,}。若也需要这些行，请不设主键导入该文件。</translation>
        </message>
        <message>
            <source>Satisfaction</source>
            <translation>满意度</translation>
        </message>
        <message>
            <source>Satisfaction follows RecSim's long-term satisfaction model (Ie et al. 2019): a mood between 0 and 1 that each impression moves, repeated ones downwards. It says how plans compare, not what people would answer.</source>
            <translation>满意度采用 RecSim 的长期满意度模型（Ie 等，2019）：情绪在 0 与 1 之间，每次展示都会改变它，重复展示使其下降。它用于比较计划，并不代表人们会如何回答。</translation>
        </message>
        <message>
            <source>Save the campaign “{name}”</source>
            <translation>保存广告活动“{name}”</translation>
        </message>
        <message>
            <source>Save the key of the pseudonyms</source>
            <translation>保存假名密钥</translation>
        </message>
        <message>
            <source>Save the rejects of import {batch}</source>
            <translation>保存第 {batch} 次导入的未接受内容</translation>
        </message>
        <message>
            <source>Save the segment “{name}”</source>
            <translation>保存细分人群“{name}”</translation>
        </message>
        <message>
            <source>Saved spend</source>
            <translation>节省的花费</translation>
        </message>
        <message>
            <source>Saved {count:,} rejects as {path}.</source>
            <translation>已将 {count:,} 条未接受的内容保存为 {path}。</translation>
        </message>
        <message>
            <source>Say which column tells who was treated (--treatment); without others to compare, there is no uplift.</source>
            <translation>请说明哪一列表示谁接受了投放（--treatment）；没有可比较的其他人，就谈不上增益。</translation>
        </message>
        <message>
            <source>Say which value of {column} is the one to predict (--positive); it has {values}.</source>
            <translation>请指明要预测 {column} 的哪个值（--positive）；现有 {values}。</translation>
        </message>
        <message>
            <source>Say which value of {column} means not treated (--control); it has {values}.</source>
            <translation>请说明 {column} 的哪个值表示未接受投放（--control）；它的值有 {values}。</translation>
        </message>
        <message>
            <source>Says who a person is; rows of all tables are joined by it.</source>
            <translation>标明人物身份；各表的行由它关联。</translation>
        </message>
        <message>
            <source>Score everyone with “{name}”</source>
            <translation>用“{name}”为所有人评分</translation>
        </message>
        <message>
            <source>Scored {rows:,} people; their probabilities are in the column “{column}”, {mean:.2%} on average.</source>
            <translation>已为 {rows:,} 人评分；概率保存在列“{column}”中，平均为 {mean:.2%}。</translation>
        </message>
        <message>
            <source>Scoring {rows:,} rows</source>
            <translation>正在为 {rows:,} 行评分</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>人群</translation>
        </message>
        <message>
            <source>Segments refer to segments more than {limit} levels deep.</source>
            <translation>细分人群之间的引用超过 {limit} 层。</translation>
        </message>
        <message>
            <source>Self-test: {step}</source>
            <translation>自检：{step}</translation>
        </message>
        <message>
            <source>Sell products: clicks that turn into orders, at most three ads a day for a person.</source>
            <translation>销售商品：让点击变成订单，每人每天最多看三次广告。</translation>
        </message>
        <message>
            <source>Send {count} creatives to the campaign “{name}”</source>
            <translation>将 {count} 个创意发送到广告活动“{name}”</translation>
        </message>
        <message>
            <source>Sequences need a column that says who (role key) and one that says when or in which order (role time); import the events with both.</source>
            <translation>序列需要一列说明是谁（角色 key），一列说明时间或先后（角色 time）；请在导入事件时指定这两列。</translation>
        </message>
        <message>
            <source>Sequences need a column that says who (role key) and one that says when or in which order (role time); name them with --role COLUMN=ROLE.</source>
            <translation>序列需要一列说明是谁（角色 key），一列说明时间或先后（角色 time）；请用 --role COLUMN=ROLE 指定。</translation>
        </message>
        <message>
            <source>Set the frequency cap on the platform: the sheet has no cell for it.</source>
            <translation>请在平台上设置频次上限：表格中没有对应的单元格。</translation>
        </message>
        <message>
            <source>Set the hours of “{group}” in its ad set: Meta takes hours by hand, and only with a lifetime budget.</source>
            <translation>请在广告组中设置“{group}”的时段：Meta 的时段只能手动设置，且仅适用于总预算。</translation>
        </message>
        <message>
            <source>Set the privacy budget</source>
            <translation>设置隐私预算</translation>
        </message>
        <message>
            <source>Set the return goal of {roas} in the ad sets.</source>
            <translation>请在广告组中设置回报目标 {roas}。</translation>
        </message>
        <message>
            <source>Shows {creatives}.</source>
            <translation>展示 {creatives}。</translation>
        </message>
        <message>
            <source>Shows, by weight, {creatives}.</source>
            <translation>按权重展示 {creatives}。</translation>
        </message>
        <message>
            <source>Simulate “{campaign}”</source>
            <translation>模拟“{campaign}”</translation>
        </message>
        <message>
            <source>Simulated people convert only after a click: without the campaign nobody does, and a part's true effect is what the other parts would not have made up for.</source>
            <translation>模拟人群只在点击后转化：没有该广告活动就没有人转化，某一部分的真实效果是其他部分无法弥补的那部分。</translation>
        </message>
        <message>
            <source>Simulating a campaign</source>
            <translation>正在模拟广告活动</translation>
        </message>
        <message>
            <source>Simulating day {day} of {days}</source>
            <translation>正在模拟第 {day} 天，共 {days} 天</translation>
        </message>
        <message>
            <source>Simulating day {day} of {days} with NumPy; the library numba is missing, which is 30 to 130 times as fast</source>
            <translation>正在用 NumPy 模拟第 {day} 天，共 {days} 天；缺少可快 30 至 130 倍的 numba 库</translation>
        </message>
        <message>
            <source>Small headline</source>
            <translation>标题小</translation>
        </message>
        <message>
            <source>Social</source>
            <translation>社交</translation>
        </message>
        <message>
            <source>Somebody changed or removed entries of the audit log; it breaks at entry {number}.</source>
            <translation>有人更改或删除了审计日志的条目；日志在第 {number} 条处断开。</translation>
        </message>
        <message>
            <source>Spared by the caps</source>
            <translation>因频次上限而避免的展示</translation>
        </message>
        <message>
            <source>Spend</source>
            <translation>花费</translation>
        </message>
        <message>
            <source>Spend after refunds</source>
            <translation>退款后的花费</translation>
        </message>
        <message>
            <source>Spend after refunds, divided by conversions.</source>
            <translation>退款后的花费除以转化数。</translation>
        </message>
        <message>
            <source>Spend divided by clicks.</source>
            <translation>花费除以点击。</translation>
        </message>
        <message>
            <source>Spend divided by conversions.</source>
            <translation>花费除以转化。</translation>
        </message>
        <message>
            <source>Spend divided by impressions, times 1,000.</source>
            <translation>花费除以展示再乘以 1,000。</translation>
        </message>
        <message>
            <source>Spend follows the clock, so that the budget lasts for the flight.</source>
            <translation>花费按时间均匀进行，使预算维持整个投放期。</translation>
        </message>
        <message>
            <source>Spend follows the day's traffic, so that the budget lasts for the flight.</source>
            <translation>花费随当天流量分配，使预算用满整个投放期。</translation>
        </message>
        <message>
            <source>Spend is not held back: every auction that is worth its price is entered.</source>
            <translation>花费不受节制：参加每一次值得的竞价。</translation>
        </message>
        <message>
            <source>Spend privacy budget</source>
            <translation>使用隐私预算</translation>
        </message>
        <message>
            <source>Square</source>
            <translation>方正</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Starting the workers; the first time on a machine takes longer</source>
            <translation>正在启动工作进程；在一台机器上首次启动需要更长时间</translation>
        </message>
        <message>
            <source>Stopped early</source>
            <translation>提前停止</translation>
        </message>
        <message>
            <source>Take a creative off the board “{name}”</source>
            <translation>将一个创意从画板“{name}”移除</translation>
        </message>
        <message>
            <source>Take an export back</source>
            <translation>撤回一次导出</translation>
        </message>
        <message>
            <source>Take forecasts for this project as an orientation, right to within about {within:.0%}; the weakest part: {weak}.</source>
            <translation>该项目的预测可作为参考，误差约在 {within:.0%} 以内；最薄弱的部分：{weak}。</translation>
        </message>
        <message>
            <source>Take off the do-not-contact list</source>
            <translation>移出勿联系名单</translation>
        </message>
        <message>
            <source>Take {count} creatives off the board “{name}”</source>
            <translation>从画板“{name}”移除 {count} 个创意</translation>
        </message>
        <message>
            <source>The CTR was forecast as {forecast:.2%} ({low:.2%} to {high:.2%}) and was {truth:.2%}, inside; so were the clicks of {inside} of {parts} days, creatives, placements, segments and hours.</source>
            <translation>点击率预测为 {forecast:.2%}（{low:.2%} 至 {high:.2%}），实际为 {truth:.2%}，在区间内；按日、创意、版位、人群和小时划分的 {parts} 个部分中有 {inside} 个的点击数也在区间内。</translation>
        </message>
        <message>
            <source>The CTR was forecast as {forecast:.2%} ({low:.2%} to {high:.2%}) and was {truth:.2%}, outside; inside were the clicks of {inside} of {parts} days, creatives, placements, segments and hours.</source>
            <translation>点击率预测为 {forecast:.2%}（{low:.2%} 至 {high:.2%}），实际为 {truth:.2%}，在区间外；按日、创意、版位、人群和小时划分的 {parts} 个部分中有 {inside} 个的点击数在区间内。</translation>
        </message>
        <message>
            <source>The ONNX file cannot be loaded; it may be damaged or made for a newer version.</source>
            <translation>无法加载 ONNX 文件；它可能已损坏或为更新版本而制作。</translation>
        </message>
        <message>
            <source>The ONNX file was refused: it has {size:.0f} MB, and at most {limit:.0f} MB are taken.</source>
            <translation>ONNX 文件被拒绝：大小为 {size:.0f} MB，最多接受 {limit:.0f} MB。</translation>
        </message>
        <message>
            <source>The ONNX file was refused: it needs too much memory, or crashes, in its trial run.</source>
            <translation>ONNX 文件被拒绝：试运行占用内存过多或崩溃。</translation>
        </message>
        <message>
            <source>The ONNX file was refused: its trial run did not end within {seconds} seconds.</source>
            <translation>ONNX 文件被拒绝：试运行未在 {seconds} 秒内结束。</translation>
        </message>
        <message>
            <source>The ONNX file was refused: {reason}.</source>
            <translation>ONNX 文件被拒绝：{reason}。</translation>
        </message>
        <message>
            <source>The Parquet file {path} is damaged or cut off; get the file anew.</source>
            <translation>Parquet 文件 {path} 已损坏或不完整；请重新获取文件。</translation>
        </message>
        <message>
            <source>The ad group “{name}” has no creative.</source>
            <translation>广告组“{name}”没有创意。</translation>
        </message>
        <message>
            <source>The ad groups' own budgets ({given:,.2f}) are more than the campaign's ({total:,.2f}); they are cut in proportion.</source>
            <translation>各广告组自己的预算（{given:,.2f}）超过广告活动的预算（{total:,.2f}）；将按比例削减。</translation>
        </message>
        <message>
            <source>The ad holds the forbidden word “{word}”.</source>
            <translation>广告含有禁用词“{word}”。</translation>
        </message>
        <message>
            <source>The ad is nearly white or black and has no border.</source>
            <translation>广告接近纯白或纯黑，且没有边框。</translation>
        </message>
        <message>
            <source>The address does not name the database; write mongodb://HOST/DATABASE?collection={name}.</source>
            <translation>地址中没有数据库名；请写成 mongodb://HOST/DATABASE?collection={name}。</translation>
        </message>
        <message>
            <source>The address does not say what to read; add ?{name}=NAME to {address}.</source>
            <translation>地址没有说明要读取什么；请在 {address} 后加上 ?{name}=NAME。</translation>
        </message>
        <message>
            <source>The amounts are in {a_currency} and {b_currency}, so that they cannot be compared.</source>
            <translation>金额分别为 {a_currency} 和 {b_currency}，无法比较。</translation>
        </message>
        <message>
            <source>The archive {path} is damaged or cut off; get the file anew.</source>
            <translation>压缩包 {path} 已损坏或不完整；请重新获取文件。</translation>
        </message>
        <message>
            <source>The audit log is whole. Entries that bear your seal, which nobody else can make: all {count:,}.</source>
            <translation>审计日志完整。全部 {count:,} 条都带有您的封印，他人无法伪造。</translation>
        </message>
        <message>
            <source>The audit log was changed at entry {number}.</source>
            <translation>审计日志在第 {number} 条处被更改。</translation>
        </message>
        <message>
            <source>The backup {path} still holds this person; --delete-copies deletes it.</source>
            <translation>备份 {path} 中仍有此人；--delete-copies 可将其删除。</translation>
        </message>
        <message>
            <source>The benchmark {path} cannot be read.</source>
            <translation>无法读取基准测试 {path}。</translation>
        </message>
        <message>
            <source>The best bid stands at the end of what was tried ({factor:.2f} times yours); search again from there.</source>
            <translation>最佳出价位于所试范围的边缘（为您出价的 {factor:.2f} 倍）；请从该处再次搜索。</translation>
        </message>
        <message>
            <source>The best plan brings {share:.0%} of your plan's conversions.</source>
            <translation>最佳方案带来的转化为您方案的 {share:.0%}。</translation>
        </message>
        <message>
            <source>The bid is 0, so that no auction can be won.</source>
            <translation>出价为 0，无法赢得任何竞价。</translation>
        </message>
        <message>
            <source>The brand kit forbids the word “{word}”.</source>
            <translation>品牌套件禁用“{word}”一词。</translation>
        </message>
        <message>
            <source>The brand's name or legal line is too long for {size}; shorten it in the brand kit.</source>
            <translation>品牌名称或法律声明对 {size} 来说太长；请在品牌套件中缩短。</translation>
        </message>
        <message>
            <source>The budget binds: more of it would bring more conversions.</source>
            <translation>预算是限制因素：增加预算会带来更多转化。</translation>
        </message>
        <message>
            <source>The budget is 0; set what may be spent in the whole flight.</source>
            <translation>预算为 0；请设置整个投放期可花费的金额。</translation>
        </message>
        <message>
            <source>The budget of day {day} is spent; ads pause until midnight.</source>
            <translation>第 {day} 天的预算已用完；广告暂停至午夜。</translation>
        </message>
        <message>
            <source>The budget of the flight is spent; nothing more is shown.</source>
            <translation>投放期预算已用完；不再展示广告。</translation>
        </message>
        <message>
            <source>The budget of {amount} for “{group}” alone is not in the sheet: the platform shares the campaign's.</source>
            <translation>“{group}”单独的预算 {amount} 不在表格中：平台共用广告系列的预算。</translation>
        </message>
        <message>
            <source>The button's shape has a contrast of {value:.1f}, and needs 3.</source>
            <translation>按钮形状的对比度为 {value:.1f}，需要 3。</translation>
        </message>
        <message>
            <source>The campaign file</source>
            <translation>广告活动文件</translation>
        </message>
        <message>
            <source>The campaign has no ad group; add one with a segment and a creative.</source>
            <translation>广告活动没有广告组；请添加一个，并指定细分人群和创意。</translation>
        </message>
        <message>
            <source>The campaign “{name}” has no ad group “{group}”.</source>
            <translation>广告活动“{name}”没有广告组“{group}”。</translation>
        </message>
        <message>
            <source>The campaign “{name}” is gone; it was deleted meanwhile.</source>
            <translation>广告活动“{name}”已不存在；它已被删除。</translation>
        </message>
        <message>
            <source>The cell does not fit its column, so it is left empty; mend it in the source or change the column's type.</source>
            <translation>单元格不符合其列，因此留空；请在来源中更正或更改列的类型。</translation>
        </message>
        <message>
            <source>The chain of the audit log is whole. Entries that bear your seal: {sealed:,} of {count:,}. The others were made elsewhere or without a seal; somebody who wrote the whole chain anew would not be noticed there.</source>
            <translation>审计日志的链条完整。{count:,} 条中有 {sealed:,} 条带有您的封印。其余条目是在别处写入的或没有封印；若有人重写了整条链，在这些条目中无法察觉。</translation>
        </message>
        <message>
            <source>The click-through rates differ by {low:.3%} to {high:.3%}: that holds however often you look while a test runs.</source>
            <translation>点击率相差 {low:.3%} 到 {high:.3%}：测试期间无论查看多少次，此区间都成立。</translation>
        </message>
        <message>
            <source>The cluster at {address} has no workers; start some with `dask worker`.</source>
            <translation>{address} 处的集群没有工作节点；请用 `dask worker` 启动。</translation>
        </message>
        <message>
            <source>The cluster lost its workers too often: {why}.</source>
            <translation>集群丢失工作节点的次数过多：{why}。</translation>
        </message>
        <message>
            <source>The clusters hardly stand apart (silhouette {value:.2f}); take them as a way to split people, not as kinds of people.</source>
            <translation>各聚类几乎没有分开（轮廓系数 {value:.2f}）；请视为划分人群的方式，而非不同类型的人。</translation>
        </message>
        <message>
            <source>The column {column} has fewer than two different values, so that nobody can be compared.</source>
            <translation>{column} 列的不同值少于两个，因此无法比较任何人。</translation>
        </message>
        <message>
            <source>The column {column} has fewer than two different values, so there is nothing to predict.</source>
            <translation>列 {column} 的不同值少于两个，没有可预测的内容。</translation>
        </message>
        <message>
            <source>The column {column} has no value “{value}”; it has {values}.</source>
            <translation>列 {column} 没有值“{value}”；现有 {values}。</translation>
        </message>
        <message>
            <source>The column {column} holds dates; {advice}.</source>
            <translation>列 {column} 的内容是日期；{advice}。</translation>
        </message>
        <message>
            <source>The column {column} holds dates; {value} is none. Write 2026-01-31 or 30 days ago.</source>
            <translation>列 {column} 存放日期；{value} 不是日期。请写成 2026-01-31 或 30天前。</translation>
        </message>
        <message>
            <source>The column {column} holds numbers; {advice}.</source>
            <translation>列 {column} 的内容是数字；{advice}。</translation>
        </message>
        <message>
            <source>The column {column} holds numbers; {value} is none.</source>
            <translation>列 {column} 存放数字；{value} 不是数字。</translation>
        </message>
        <message>
            <source>The column {column} holds text; {advice}.</source>
            <translation>列 {column} 的内容是文本；{advice}。</translation>
        </message>
        <message>
            <source>The column {column} holds yes or no; {advice}.</source>
            <translation>列 {column} 的内容是“是/否”；{advice}。</translation>
        </message>
        <message>
            <source>The column {column}, the kind of events, has to hold text.</source>
            <translation>表示事件类型的列 {column} 必须是文本。</translation>
        </message>
        <message>
            <source>The creative “{name}” has no design in the project; add its texts and pictures on the platform.</source>
            <translation>项目中没有创意“{name}”的设计；请在平台上添加其文字和图片。</translation>
        </message>
        <message>
            <source>The creative “{name}” is not in the project; it can be simulated, but not delivered.</source>
            <translation>创意“{name}”不在项目中；可以模拟，但不能投放。</translation>
        </message>
        <message>
            <source>The daily budget ({daily:,.2f}) is above the budget of the whole flight ({total:,.2f}).</source>
            <translation>每日预算（{daily:,.2f}）高于整个投放期的预算（{total:,.2f}）。</translation>
        </message>
        <message>
            <source>The daily budget is 0; set it, or leave it out.</source>
            <translation>每日预算为 0；请设置，或留空。</translation>
        </message>
        <message>
            <source>The database is damaged: {what}.</source>
            <translation>数据库已损坏：{what}。</translation>
        </message>
        <message>
            <source>The database {path} is damaged or locked with a password; get the file anew.</source>
            <translation>数据库 {path} 已损坏或设有密码；请重新获取文件。</translation>
        </message>
        <message>
            <source>The dayparts of “{name}” are all closed.</source>
            <translation>“{name}”的所有时段均已关闭。</translation>
        </message>
        <message>
            <source>The days to look ahead are 1 or more.</source>
            <translation>向前看的天数至少为 1。</translation>
        </message>
        <message>
            <source>The demo is ready</source>
            <translation>演示项目已就绪</translation>
        </message>
        <message>
            <source>The design model was trained by another version of AdManager, whose designs were described by other numbers; train it again (Models, on the Creatives page).</source>
            <translation>设计模型是由另一版本的 AdManager 训练的，那时设计所用的数值不同；请在“创意”页的“模型”中重新训练。</translation>
        </message>
        <message>
            <source>The design model was trained by another version of AdManager; it is trained again.</source>
            <translation>设计模型是由另一版本的 AdManager 训练的；正在重新训练。</translation>
        </message>
        <message>
            <source>The design “{name}” in “{file}” cannot be read: {field}: {reason}.</source>
            <translation>无法读取“{file}”中的设计“{name}”：{field}：{reason}。</translation>
        </message>
        <message>
            <source>The disk is full: make room for {path} and try again.</source>
            <translation>磁盘已满：请为 {path} 腾出空间后重试。</translation>
        </message>
        <message>
            <source>The disk that holds {path} is full or cannot be written; free some space and try again. Nothing was changed.</source>
            <translation>{path} 所在的磁盘已满或无法写入；请腾出空间后重试。未作任何更改。</translation>
        </message>
        <message>
            <source>The disk that holds {path} is full; free some space and try again. Nothing was changed.</source>
            <translation>{path} 所在的磁盘已满；请释放空间后重试。没有任何更改。</translation>
        </message>
        <message>
            <source>The entry is gone from {table}; it was deleted meanwhile.</source>
            <translation>{table} 中已没有该条目；它已被删除。</translation>
        </message>
        <message>
            <source>The events have no column of dates with the role time, so it is not known when people bought.</source>
            <translation>事件中没有角色为时间的日期列，因此无法知道购买时间。</translation>
        </message>
        <message>
            <source>The events have no column of dates with the role time, so they have no hours.</source>
            <translation>事件中没有角色为时间的日期列，因此没有小时信息。</translation>
        </message>
        <message>
            <source>The events have no column of dates with the role time, which days needs.</source>
            <translation>事件中没有角色为时间的日期列，而 days 需要它。</translation>
        </message>
        <message>
            <source>The events have no column of numbers with the role value, so value is 0 for everyone.</source>
            <translation>事件中没有角色为金额的数值列，因此每个人的价值都是 0。</translation>
        </message>
        <message>
            <source>The events have no column of numbers with the role value, which total adds up.</source>
            <translation>事件中没有角色为金额的数值列，而 total 要对它求和。</translation>
        </message>
        <message>
            <source>The events have no column with the role kind, so “{event}” cannot be told apart; did('*') means any event.</source>
            <translation>事件中没有角色为类型的列，因此无法区分“{event}”；did('*') 表示任何事件。</translation>
        </message>
        <message>
            <source>The exported design model differs from the trained one by {difference:.2g}; it was not stored.</source>
            <translation>导出的设计模型与训练结果相差 {difference:.2g}；未保存。</translation>
        </message>
        <message>
            <source>The exported image model differs from the trained one by {difference:.2g}; it was not stored.</source>
            <translation>导出的图像模型与训练所得相差 {difference:.2g}，未予保存。</translation>
        </message>
        <message>
            <source>The exported model of ideas differs from the trained one by {difference:.2g}; it was not stored.</source>
            <translation>导出的创意模型与训练所得相差 {difference:.2g}，因此没有保存。</translation>
        </message>
        <message>
            <source>The file has no column with what happened ({target}); it has {columns}. Name one with --role COLUMN=label.</source>
            <translation>文件中没有记录结果的列（{target}）；现有 {columns}。请用 --role COLUMN=label 指定一列。</translation>
        </message>
        <message>
            <source>The file has no column {column}, which says who clicked.</source>
            <translation>文件中没有说明谁点击过的列 {column}。</translation>
        </message>
        <message>
            <source>The file has no column {column}; it has {columns}.</source>
            <translation>文件中没有列 {column}；现有 {columns}。</translation>
        </message>
        <message>
            <source>The file has no input {name}; it has {inputs}.</source>
            <translation>文件没有输入 {name}；现有 {inputs}。</translation>
        </message>
        <message>
            <source>The file has {count} columns; a table can take {most}. Leave some out in the source.</source>
            <translation>文件有 {count} 列，而一张表最多 {most} 列。请在源文件中去掉一些列。</translation>
        </message>
        <message>
            <source>The file holds NUL characters, which no text has; export it as CSV in UTF-8 and import that.</source>
            <translation>文件含有 NUL 字符，任何文本都不会有这种字符；请导出为 UTF-8 编码的 CSV 再导入。</translation>
        </message>
        <message>
            <source>The file holds names of columns but no rows, so there is nothing to import.</source>
            <translation>文件只有列名而没有数据行，因此没有可导入的内容。</translation>
        </message>
        <message>
            <source>The file holds names of columns but no rows, so there is nothing to import. If its first row is data, choose that at “First row holds”.</source>
            <translation>文件只有列名而没有数据行，因此没有可导入的内容。如果第一行就是数据，请在“首行内容”处选择“数据”。</translation>
        </message>
        <message>
            <source>The file is empty.</source>
            <translation>文件为空。</translation>
        </message>
        <message>
            <source>The file {name} takes the inputs {inputs}; say which column feeds each of them.</source>
            <translation>文件 {name} 需要输入 {inputs}；请指明各由哪一列提供。</translation>
        </message>
        <message>
            <source>The first row of {path} goes on for more than 1 MiB, so this is no table; look at its quotes and line ends in an editor.</source>
            <translation>{path} 的第一行超过 1 MiB，因此不是表格；请在编辑器中检查引号和换行符。</translation>
        </message>
        <message>
            <source>The fit rests on {rows:,} impressions with {clicks:,} clicks and {conversions:,} conversions over {days} days; it was tried on {later:,} impressions of {later_days} days.</source>
            <translation>拟合依据 {days} 天的 {rows:,} 次展示、{clicks:,} 次点击和 {conversions:,} 次转化；并在 {later_days} 天的 {later:,} 次展示上检验。</translation>
        </message>
        <message>
            <source>The flight ends on {end}, before it starts on {start}.</source>
            <translation>投放期于 {end} 结束，早于开始日 {start}。</translation>
        </message>
        <message>
            <source>The folder {path} does not exist.</source>
            <translation>文件夹 {path} 不存在。</translation>
        </message>
        <message>
            <source>The font {face} could not be loaded; install the program again.</source>
            <translation>字体 {face} 无法加载；请重新安装程序。</translation>
        </message>
        <message>
            <source>The forbidden words leave no wording for this ad; take some of them off the brand kit.</source>
            <translation>禁用词使这个广告没有可用文案；请从品牌套件中去掉一些。</translation>
        </message>
        <message>
            <source>The goal is awareness.</source>
            <translation>目标是知名度。</translation>
        </message>
        <message>
            <source>The goal is conversions.</source>
            <translation>目标是转化。</translation>
        </message>
        <message>
            <source>The goal is traffic.</source>
            <translation>目标是流量。</translation>
        </message>
        <message>
            <source>The image model knows no “{name}”; it knows {known}.</source>
            <translation>图像模型不认识“{name}”；它认识：{known}。</translation>
        </message>
        <message>
            <source>The image model “{name}” was loaded from a file; it has no judge and no photos.</source>
            <translation>图像模型“{name}”是从文件载入的，没有评判器和照片。</translation>
        </message>
        <message>
            <source>The image model “{name}” was made by an earlier version of the program; train it again.</source>
            <translation>图像模型“{name}”由本程序的早期版本制作；请重新训练。</translation>
        </message>
        <message>
            <source>The impressions changed while they were read; judge again.</source>
            <translation>读取期间展示数据发生了变化；请重新评估。</translation>
        </message>
        <message>
            <source>The impressions name {count:,} creatives or placements; at most {most:,} can be credited.</source>
            <translation>展示中有 {count:,} 个创意或版位；最多可对 {most:,} 个进行归因。</translation>
        </message>
        <message>
            <source>The impressions of “{run}” are not kept, so that nothing can be credited; only the first seed of a simulation keeps them.</source>
            <translation>“{run}”的展示没有保留，因此无法归因；只有一次模拟的第一个种子会保留展示。</translation>
        </message>
        <message>
            <source>The input {name} takes {wanted} columns, but {given} are mapped to it.</source>
            <translation>输入 {name} 需要 {wanted} 列，但映射了 {given} 列。</translation>
        </message>
        <message>
            <source>The key cannot be kept in {path}; check the folder and its permissions.</source>
            <translation>密钥无法保存到 {path}；请检查该文件夹及其权限。</translation>
        </message>
        <message>
            <source>The key in {path} belongs to another project.</source>
            <translation>{path} 中的密钥属于另一个项目。</translation>
        </message>
        <message>
            <source>The key in {path} cannot be read.</source>
            <translation>{path} 中的密钥无法读取。</translation>
        </message>
        <message>
            <source>The key is there already, so the row was left out; choose “update” or “replace” to take it.</source>
            <translation>主键已存在，因此略去该行；要导入请选择“更新”或“替换”。</translation>
        </message>
        <message>
            <source>The key of this project's pseudonyms is not on this computer. Without it people cannot be recognised; save it on the computer where the project was made (privacy PROJECT key --save FILE) and load it here (--load FILE).</source>
            <translation>这台电脑上没有本项目的假名密钥。没有它就无法识别人员；请在创建项目的电脑上保存密钥（privacy PROJECT key --save FILE），再在这里载入（--load FILE）。</translation>
        </message>
        <message>
            <source>The key that lies on this computer is not the one that this project's pseudonyms were made with; load the right one.</source>
            <translation>这台电脑上的密钥不是生成本项目假名所用的那一个；请载入正确的密钥。</translation>
        </message>
        <message>
            <source>The last 30 % of the rows can be told from the first 70 % (adversarial AUC {auc:.2f}): the world has moved while they were collected, and what was learned may not hold next time.</source>
            <translation>最后 30 % 的行可以与前 70 % 区分开（对抗 AUC {auc:.2f}）：在收集数据期间世界已经变化，学到的内容下次可能不再成立。</translation>
        </message>
        <message>
            <source>The last 30 % of the rows can be told from the first 70 % (adversarial AUC {auc:.2f}): the world has moved while they were collected. A quick model reaches an AUC of {drawn:.2f} on people drawn at random, but {late:.2f} on the last rows.</source>
            <translation>最后 30 % 的行可以与前 70 % 区分开（对抗 AUC {auc:.2f}）：在收集数据期间世界已经变化。快速模型在随机抽取的人上 AUC 为 {drawn:.2f}，而在最后的行上为 {late:.2f}。</translation>
        </message>
        <message>
            <source>The list is empty; it holds one key or address a line.</source>
            <translation>名单是空的；每行应有一个键或地址。</translation>
        </message>
        <message>
            <source>The log before had forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) for these {impressions:,} impressions; it was {truth:.2%}, as expected.</source>
            <translation>此前的日志对这 {impressions:,} 次展示预测的点击率为 {forecast:.2%}（{low:.2%} 至 {high:.2%}）；实际为 {truth:.2%}，符合预期。</translation>
        </message>
        <message>
            <source>The log before had forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) for these {impressions:,} impressions; it was {truth:.2%}, which it did not expect.</source>
            <translation>此前的日志对这 {impressions:,} 次展示预测的点击率为 {forecast:.2%}（{low:.2%} 至 {high:.2%}）；实际为 {truth:.2%}，超出预期。</translation>
        </message>
        <message>
            <source>The log is too short to try a forecast on: its first part has {rows:,} impressions and {clicks:,} clicks, and at least {least:,} and {fewest} are needed, with some impressions after them.</source>
            <translation>日志太短，无法试做预测：前一部分有 {rows:,} 次展示和 {clicks:,} 次点击，至少需要 {least:,} 次展示和 {fewest} 次点击，并且之后还要有展示。</translation>
        </message>
        <message>
            <source>The log says too little about this policy: reweighted, its rounds count like {size:,.0f} of the policy's own, in which only {rewards:.1f} clicks are to be expected, and at least {least:.0f} are needed.</source>
            <translation>该日志对此策略说明得太少：重新加权后，其轮次只相当于该策略自己的 {size:,.0f} 轮，其中预计只有 {rewards:.1f} 次点击，而至少需要 {least:.0f} 次。</translation>
        </message>
        <message>
            <source>The log says too little about this policy: reweighted, its rounds count like {size:,.1f} of the policy's own, and at least {least:,.0f} are needed.</source>
            <translation>日志对该策略提供的信息太少：重新加权后只相当于该策略自身的 {size:,.1f} 轮，至少需要 {least:,.0f} 轮。</translation>
        </message>
        <message>
            <source>The log says too little about this policy: {share:.0%} of its choices are actions that the log never shows at that position.</source>
            <translation>日志对该策略提供的信息太少：它的选择中有 {share:.0%} 是日志在该位置从未展示过的内容。</translation>
        </message>
        <message>
            <source>The log tells no costs, so that prices follow the distribution that the plan assumes.</source>
            <translation>日志没有费用，因此价格服从计划所假设的分布。</translation>
        </message>
        <message>
            <source>The log {path} cannot be read as text.</source>
            <translation>日志 {path} 无法作为文本读取。</translation>
        </message>
        <message>
            <source>The log {path} has no auctions.</source>
            <translation>日志 {path} 中没有竞拍。</translation>
        </message>
        <message>
            <source>The log {path} has no rows.</source>
            <translation>日志 {path} 中没有数据行。</translation>
        </message>
        <message>
            <source>The market's CPM is 0; set what 1,000 impressions cost there.</source>
            <translation>市场 CPM 为 0；请设置市场上千次展示的价格。</translation>
        </message>
        <message>
            <source>The model failed on these rows; the file may not fit them.</source>
            <translation>模型在这些行上失败；该文件可能与它们不匹配。</translation>
        </message>
        <message>
            <source>The model needs the columns {columns}, which are not there; rename them, or map them to others.</source>
            <translation>模型需要列 {columns}，但它们不存在；请重命名或映射到其他列。</translation>
        </message>
        <message>
            <source>The model no longer holds: its answers do not fit the new outcomes; train it anew.</source>
            <translation>模型不再成立：它的回答与新的结果不符；请重新训练。</translation>
        </message>
        <message>
            <source>The model still holds: the new rows are like those that it learned from.</source>
            <translation>模型仍然成立：新的行与它学习时的行相似。</translation>
        </message>
        <message>
            <source>The model takes numbers from {column}, but there is text in it.</source>
            <translation>模型从 {column} 读取数字，但其中有文本。</translation>
        </message>
        <message>
            <source>The model takes whole numbers from {column} and cannot deal with missing values in it.</source>
            <translation>模型从 {column} 读取整数，无法处理其中的缺失值。</translation>
        </message>
        <message>
            <source>The model “{model}” forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) and it was {truth:.2%}, inside; so were the clicks of {inside} of {parts} days, creatives, placements, segments and hours. A model that learned from these impressions itself looks better here than it is.</source>
            <translation>模型“{model}”预测的 CTR 为 {forecast:.2%}（{low:.2%} 至 {high:.2%}），实际为 {truth:.2%}，落在区间内；{parts} 个日期、创意、版位、人群和时段中有 {inside} 个的点击也在区间内。如果模型正是用这些展示学习的，这里的表现会好于实际。</translation>
        </message>
        <message>
            <source>The model “{model}” forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) and it was {truth:.2%}, outside; inside were the clicks of {inside} of {parts} days, creatives, placements, segments and hours. Give a plan with this model the log's CTR as its mean CTR, so that the model says who clicks and the log how often.</source>
            <translation>模型“{model}”预测的 CTR 为 {forecast:.2%}（{low:.2%} 至 {high:.2%}），实际为 {truth:.2%}，落在区间外；{parts} 个日期、创意、版位、人群和时段中有 {inside} 个的点击在区间内。请在采用该模型的计划中把日志的 CTR 设为平均 CTR，由模型决定谁会点击，由日志决定点击多少。</translation>
        </message>
        <message>
            <source>The model “{name}” comes from elsewhere and does not say what it predicts, so there is no outcome to judge it by.</source>
            <translation>模型“{name}”来自别处，没有说明它预测什么，因此没有可用来检验的结果。</translation>
        </message>
        <message>
            <source>The model “{name}” does not answer with the chance of a yes.</source>
            <translation>模型“{name}”给出的不是“是”的概率。</translation>
        </message>
        <message>
            <source>The model “{name}” has no card, so that its target is not known.</source>
            <translation>模型“{name}”没有模型卡，因此不知道它预测什么。</translation>
        </message>
        <message>
            <source>The model “{name}” is not about people alone; only a model of the profiles can score them.</source>
            <translation>模型“{name}”不只关于人；只有基于档案的模型才能为人评分。</translation>
        </message>
        <message>
            <source>The model “{name}” is not one of a yes or no that was trained here, so there is no outcome to judge it by.</source>
            <translation>模型“{name}”不是在此训练的是/否模型，因此没有可用来评判它的结果。</translation>
        </message>
        <message>
            <source>The model “{name}” needs {columns}, which neither the profiles nor the plan have.</source>
            <translation>模型“{name}”需要 {columns}，但人物和计划中都没有。</translation>
        </message>
        <message>
            <source>The model's file does not agree with the trainer (difference {difference:.1e}); it was not kept.</source>
            <translation>模型文件与训练结果不一致（差异 {difference:.1e}）；未予保留。</translation>
        </message>
        <message>
            <source>The models answer different questions: one gives the chance of {a_target} = {a_positive} in {a_table}, the other that of {b_target} = {b_positive} in {b_table}.</source>
            <translation>两个模型回答的问题不同：一个给出 {a_table} 中 {a_target} = {a_positive} 的概率，另一个给出 {b_table} 中 {b_target} = {b_positive} 的概率。</translation>
        </message>
        <message>
            <source>The models were judged on different rows, so a part of the difference may lie in the rows.</source>
            <translation>两个模型在不同的行上评判，因此部分差异可能来自这些行。</translation>
        </message>
        <message>
            <source>The new rows are clearly others than those that the model learned from; train it anew.</source>
            <translation>新的行与模型学习时的行明显不同；请重新训练。</translation>
        </message>
        <message>
            <source>The other ad groups' budgets leave nothing for “{name}”.</source>
            <translation>其他广告组的预算没有给“{name}”留下余额。</translation>
        </message>
        <message>
            <source>The pattern of names “{pattern}” cannot be filled; it may hold {names}.</source>
            <translation>文件名模板“{pattern}”无法填充；可用的内容有 {names}。</translation>
        </message>
        <message>
            <source>The picture could not be written as PNG: {why}.</source>
            <translation>图片无法写成 PNG：{why}。</translation>
        </message>
        <message>
            <source>The plan</source>
            <translation>计划</translation>
        </message>
        <message>
            <source>The plan cannot be simulated. {problems}</source>
            <translation>计划无法模拟。{problems}</translation>
        </message>
        <message>
            <source>The plan has no ad group; there is nothing to upload.</source>
            <translation>该计划没有广告组，没有可上传的内容。</translation>
        </message>
        <message>
            <source>The platform bids in its own way instead of “{strategy}”; its results will not be those that were simulated.</source>
            <translation>平台以自己的方式出价，而不是“{strategy}”；其结果不会与模拟相同。</translation>
        </message>
        <message>
            <source>The platform has daily budgets only: pause the campaign when {total} are spent, before its end.</source>
            <translation>平台只有每日预算：花费达到 {total} 时请暂停该广告系列，不必等到结束日期。</translation>
        </message>
        <message>
            <source>The platform has daily budgets only: {total} over {days} days are {daily} a day.</source>
            <translation>平台只有每日预算：{total} 分到 {days} 天即每天 {daily}。</translation>
        </message>
        <message>
            <source>The platform shares impressions between the ads of “{group}” itself; the weights are not in the sheet.</source>
            <translation>平台会自行在“{group}”的广告之间分配展示；权重不在表格中。</translation>
        </message>
        <message>
            <source>The policy bts is known for the {known} items of Open Bandit's campaign for men; this log has {actions}.</source>
            <translation>策略 bts 仅针对 Open Bandit 男装活动的 {known} 个商品；此日志有 {actions} 个。</translation>
        </message>
        <message>
            <source>The positions of a place go to the highest bids, and each pays the next bid (GSP).</source>
            <translation>版位的各个位置归最高出价者，各付下一位的出价（GSP）。</translation>
        </message>
        <message>
            <source>The positions of a place go to the highest bids, and each pays what those below lose (VCG).</source>
            <translation>版位的各个位置归最高出价者，各付其给后位造成的损失（VCG）。</translation>
        </message>
        <message>
            <source>The privacy budget does not reach: {left:g} is left, and this question costs {epsilon:g}. Ask with a smaller epsilon, or raise the budget if that can be justified.</source>
            <translation>隐私预算不足：还剩 {left:g}，而这个问题要花 {epsilon:g}。请用更小的 epsilon 提问，或在有正当理由时提高预算。</translation>
        </message>
        <message>
            <source>The profiles already have a column {column} that the program did not write; give the one in the source another name.</source>
            <translation>用户档案中已有一列 {column} 并非由本程序写入；请在数据源中给它改名。</translation>
        </message>
        <message>
            <source>The profiles have no key column that says who did what; import profiles with a key, or make people from the events.</source>
            <translation>档案中没有主键列来说明谁做了什么；请导入带主键的档案，或由事件生成人群。</translation>
        </message>
        <message>
            <source>The profiles have no key column, so it cannot be told who of the events is among them.</source>
            <translation>档案中没有主键列，因此无法判断事件中的人哪些在其中。</translation>
        </message>
        <message>
            <source>The profiles have no key column, so it is not known which events are theirs.</source>
            <translation>档案没有主键列，因此无法知道哪些事件属于他们。</translation>
        </message>
        <message>
            <source>The profiles have no key column, so nobody can be looked up.</source>
            <translation>档案没有键列，因此无法查找个人。</translation>
        </message>
        <message>
            <source>The profiles have no key column; name a person by the number of their row, from 1 to {rows:,}.</source>
            <translation>人员档案没有键列；请用行号指明某人，从 1 到 {rows:,}。</translation>
        </message>
        <message>
            <source>The program made a mistake ({name}); nothing was changed.</source>
            <translation>程序出错（{name}）；没有任何更改。</translation>
        </message>
        <message>
            <source>The project file reported an error: {what}.</source>
            <translation>项目文件报告错误：{what}。</translation>
        </message>
        <message>
            <source>The project has no currency yet; choose it first, with admanager settings PROJECT --currency EUR.</source>
            <translation>项目还没有货币；请先选定，例如 admanager settings PROJECT --currency CNY。</translation>
        </message>
        <message>
            <source>The project has no headline model yet; train one from your own headline tests.</source>
            <translation>项目还没有标题模型；请用您自己的标题测试训练一个。</translation>
        </message>
        <message>
            <source>The project has no image model of this kind; train one on a folder of photos first.</source>
            <translation>项目中没有此种图像模型；请先用一个照片文件夹训练。</translation>
        </message>
        <message>
            <source>The project has no models yet.</source>
            <translation>项目中还没有模型。</translation>
        </message>
        <message>
            <source>The project has no people yet; import profiles first.</source>
            <translation>项目中还没有人物；请先导入人物数据。</translation>
        </message>
        <message>
            <source>The project has no profiles yet; import people before simulating a campaign.</source>
            <translation>项目中还没有人物；请在模拟广告活动之前导入。</translation>
        </message>
        <message>
            <source>The project has no rate for {currency}; say what 1 {currency} is worth in {own}, with admanager settings PROJECT --rate {currency}=1.08 or in the import dialog.</source>
            <translation>项目没有 {currency} 的汇率；请说明 1 {currency} 值多少 {own}，可用 admanager settings PROJECT --rate {currency}=1.08，或在导入对话框中填写。</translation>
        </message>
        <message>
            <source>The project has not learned to make up headlines yet; give it a file of your own headlines.</source>
            <translation>此项目尚未学习编写标题；请提供一个包含您自己标题的文件。</translation>
        </message>
        <message>
            <source>The project is being written at this moment; try again when that is done.</source>
            <translation>项目此刻正在被写入；请在完成后重试。</translation>
        </message>
        <message>
            <source>The project is closed.</source>
            <translation>项目已关闭。</translation>
        </message>
        <message>
            <source>The project or the program has changed since the run: played again it has {now:,} conversions, not {then:,}.</source>
            <translation>自该次运行以来，项目或程序已发生变化：重新模拟得到 {now:,} 次转化，而不是 {then:,} 次。</translation>
        </message>
        <message>
            <source>The project's brand kit cannot be read; save it anew on the Creatives page.</source>
            <translation>无法读取项目的品牌套件；请在“创意”页重新保存。</translation>
        </message>
        <message>
            <source>The purchases do not go back far enough to hold a forecast against what came; {fewest} customers are needed in the first {share:.0%} of the time.</source>
            <translation>购买记录的时间不够长，无法用实际结果检验预测；在前 {share:.0%} 的时间内至少需要 {fewest} 名客户。</translation>
        </message>
        <message>
            <source>The rate of {code} has to be a number above zero.</source>
            <translation>{code} 的汇率必须是大于零的数。</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {why}.</source>
            <translation>无法将报告写入 {path}：{why}。</translation>
        </message>
        <message>
            <source>The rest of the budget of “{account}” is reserved for conversions that may still come ({amount:,.2f}).</source>
            <translation>“{account}”的剩余预算已为可能到来的转化预留（{amount:,.2f}）。</translation>
        </message>
        <message>
            <source>The row has no key, so it could not be told whose it is; fill it in, or import without a key.</source>
            <translation>该行没有主键，无法判断属于谁；请填写，或不使用主键导入。</translation>
        </message>
        <message>
            <source>The row has too few fields; add the missing delimiters.</source>
            <translation>该行字段太少；请补上缺少的分隔符。</translation>
        </message>
        <message>
            <source>The row has too many fields; put quotes round text that holds the delimiter.</source>
            <translation>该行字段太多；请给含有分隔符的文本加引号。</translation>
        </message>
        <message>
            <source>The row holds a zero byte; remove it in the source.</source>
            <translation>该行含有零字节；请在来源中删除。</translation>
        </message>
        <message>
            <source>The row holds bytes that are no text in this encoding; choose another encoding or export the file anew.</source>
            <translation>该行含有在此编码下不是文本的字节；请选择其他编码或重新导出文件。</translation>
        </message>
        <message>
            <source>The row is no JSON object in braces; mend it in the source.</source>
            <translation>这一行不是花括号中的 JSON 对象；请在源文件中改正。</translation>
        </message>
        <message>
            <source>The rows of {table} are told apart by {stored}, not by {key}; choose {stored} as the key, or give {key} another role.</source>
            <translation>{table} 的行以 {stored} 区分，而不是 {key}；请选择 {stored} 作为主键，或给 {key} 指定其他角色。</translation>
        </message>
        <message>
            <source>The rule is longer than {limit:,} characters; shorten it.</source>
            <translation>规则超过 {limit:,} 个字符；请缩短。</translation>
        </message>
        <message>
            <source>The rule lists more than {limit:,} values; make it a static segment.</source>
            <translation>规则列出的值超过 {limit:,} 个；请改为静态细分人群。</translation>
        </message>
        <message>
            <source>The rule nests more than {limit} levels deep; simplify it.</source>
            <translation>规则嵌套超过 {limit} 层；请简化。</translation>
        </message>
        <message>
            <source>The run was stopped before the end of its flight; all figures end there.</source>
            <translation>运行在投放期结束前被停止；所有指标到此为止。</translation>
        </message>
        <message>
            <source>The run was stopped here; what came later was not simulated.</source>
            <translation>运行在此停止；之后的内容未模拟。</translation>
        </message>
        <message>
            <source>The run was stopped; the true effects are those of its whole flight.</source>
            <translation>该运行曾被停止；真实效果针对整个投放期。</translation>
        </message>
        <message>
            <source>The runs are not of the same length ({a_days:.1f} and {b_days:.1f} days): compare rates, not counts.</source>
            <translation>两次运行的长度不同（{a_days:.1f} 天和 {b_days:.1f} 天）：请比较比率，而不是计数。</translation>
        </message>
        <message>
            <source>The runs have different plans and different seeds, so that chance in the creatives' effects differs too; the intervals do not cover that. Run both plans with the same seed to see what the plan does.</source>
            <translation>两次运行的计划和种子都不同，创意效果中的偶然性也不同，区间不包含这一点。请用相同的种子运行两个计划，以查看计划的作用。</translation>
        </message>
        <message>
            <source>The runs were played on {a_people:,} and {b_people:,} people.</source>
            <translation>两次运行分别有 {a_people:,} 人和 {b_people:,} 人参与。</translation>
        </message>
        <message>
            <source>The search promised {promised:,.4g} and fresh seeds gave {found:,.4g}: the best of many is lucky, too.</source>
            <translation>搜索预期为 {promised:,.4g}，新的随机种子得到 {found:,.4g}：众多方案中的最佳者也带有运气成分。</translation>
        </message>
        <message>
            <source>The search promised {promised:,.4g}, and fresh seeds gave {found:,.4g}.</source>
            <translation>搜索预期为 {promised:,.4g}，新的随机种子得到 {found:,.4g}。</translation>
        </message>
        <message>
            <source>The segment has only {count} people to learn from; with fewer than {enough} the order of the others is uncertain.</source>
            <translation>此细分只有 {count} 人可供学习；少于 {enough} 人时，其他人的排序并不可靠。</translation>
        </message>
        <message>
            <source>The segment “{name}” contains itself, by way of “{other}”.</source>
            <translation>细分人群“{name}”通过“{other}”包含了自身。</translation>
        </message>
        <message>
            <source>The segment “{name}” contains itself.</source>
            <translation>细分人群“{name}”包含了自身。</translation>
        </message>
        <message>
            <source>The segment “{name}” is used in the campaign “{campaign}”; choose another segment there first.</source>
            <translation>细分人群“{name}”正用于广告活动“{campaign}”；请先在那里改选其他细分人群。</translation>
        </message>
        <message>
            <source>The segment “{name}” is used in {uses}; remove it there first.</source>
            <translation>细分人群“{name}”正用于 {uses}；请先在那里移除它。</translation>
        </message>
        <message>
            <source>The segment's people are hardly told from the others (AUC {auc:.2f}, chance is 0.50); those found are little better than a random choice.</source>
            <translation>此细分的人与其他人几乎无法区分（AUC {auc:.2f}，随机为 0.50）；找到的人与随机选择相差无几。</translation>
        </message>
        <message>
            <source>The self-test failed at: {steps}.</source>
            <translation>自检在以下步骤失败：{steps}。</translation>
        </message>
        <message>
            <source>The simulation was stopped before it began; nothing was kept.</source>
            <translation>模拟在开始之前被停止；未保留任何内容。</translation>
        </message>
        <message>
            <source>The size is a share above 0 and up to 1, such as 0.05.</source>
            <translation>规模是大于 0 且不超过 1 的比例，例如 0.05。</translation>
        </message>
        <message>
            <source>The staged rows are not what was read ({rows} of {expected}); nothing was imported.</source>
            <translation>暂存的行与读取的不一致（{expected} 行中的 {rows} 行）；没有导入任何内容。</translation>
        </message>
        <message>
            <source>The strategy target ROAS needs the ROAS to reach.</source>
            <translation>目标 ROAS 策略需要给出要达到的 ROAS。</translation>
        </message>
        <message>
            <source>The system does not allow AdManager to use {path}; check its permissions, or whether another program has it open.</source>
            <translation>系统不允许 AdManager 使用 {path}；请检查其权限，或是否被其他程序打开。</translation>
        </message>
        <message>
            <source>The system refused {path}: {reason}.</source>
            <translation>系统拒绝了对 {path} 的操作：{reason}。</translation>
        </message>
        <message>
            <source>The system refused: {reason}.</source>
            <translation>系统拒绝了操作：{reason}。</translation>
        </message>
        <message>
            <source>The table {table} has no column that says who clicked; give one the role clicked, or name it with --clicked.</source>
            <translation>表 {table} 中没有说明谁点击过的列；请为某列设置角色 clicked，或用 --clicked 指定。</translation>
        </message>
        <message>
            <source>The table {table} has no column {column}; it has {columns}.</source>
            <translation>表 {table} 没有列 {column}；现有 {columns}。</translation>
        </message>
        <message>
            <source>The table {table} is being changed by another program; try again.</source>
            <translation>表 {table} 正在被另一个程序修改；请重试。</translation>
        </message>
        <message>
            <source>The table {table} is empty; import data into it first.</source>
            <translation>表 {table} 为空；请先导入数据。</translation>
        </message>
        <message>
            <source>The text “{kind}” has a contrast of {value:.1f}, and needs {needed:.1f}.</source>
            <translation>文字“{kind}”的对比度为 {value:.1f}，需要 {needed:.1f}。</translation>
        </message>
        <message>
            <source>The texts are too long for one sheet; export these people as .csv or .parquet.</source>
            <translation>这些文本太长，一个工作表装不下；请将这些人导出为 .csv 或 .parquet。</translation>
        </message>
        <message>
            <source>The time is up.</source>
            <translation>时间已到。</translation>
        </message>
        <message>
            <source>The training diverged in epoch {epoch}; nothing was changed.</source>
            <translation>训练在第 {epoch} 轮发散；没有任何更改。</translation>
        </message>
        <message>
            <source>The training info {path} does not fit at {where}: {reason}.</source>
            <translation>训练信息 {path} 在 {where} 处不符合要求：{reason}。</translation>
        </message>
        <message>
            <source>The training info {path} is not JSON: {reason}.</source>
            <translation>训练信息 {path} 不是 JSON：{reason}。</translation>
        </message>
        <message>
            <source>The truth, which the simulator knows and the detector does not: a share of all clicks.</source>
            <translation>模拟器知道而识别器不知道的真相：占全部点击的比例。</translation>
        </message>
        <message>
            <source>The values of purchases cannot be learned: only {customers:,} customers bought again for a known value; at least {least} are needed.</source>
            <translation>无法学习购买金额：只有 {customers:,} 位客户以已知金额再次购买，至少需要 {least} 位。</translation>
        </message>
        <message>
            <source>The whole budget of “{account}” is spent; nothing more is shown.</source>
            <translation>“{account}”的全部预算已花完；不再展示。</translation>
        </message>
        <message>
            <source>The whole conversion goes to the first impression of its path.</source>
            <translation>整个转化归于路径上的首次展示。</translation>
        </message>
        <message>
            <source>The whole conversion goes to the last impression before it.</source>
            <translation>整个转化归于转化前的最后一次展示。</translation>
        </message>
        <message>
            <source>The winner pays the best competing bid (second price).</source>
            <translation>胜者支付最高的竞争出价（第二价格）。</translation>
        </message>
        <message>
            <source>The winner pays their own bid (first price).</source>
            <translation>胜者支付自己的出价（第一价格）。</translation>
        </message>
        <message>
            <source>The worker process ended unexpectedly (exit code {code}); nothing was changed.</source>
            <translation>工作进程意外结束（退出码 {code}）；没有任何更改。</translation>
        </message>
        <message>
            <source>The worker process failed ({name}: {message}); nothing was changed.</source>
            <translation>工作进程失败（{name}：{message}）；没有任何更改。</translation>
        </message>
        <message>
            <source>There are bulk sheets for {platforms}, not for “{platform}”.</source>
            <translation>批量表格适用于 {platforms}，没有适用于“{platform}”的。</translation>
        </message>
        <message>
            <source>There are customer lists for {platforms}, not for “{platform}”.</source>
            <translation>客户名单只支持 {platforms}，不支持“{platform}”。</translation>
        </message>
        <message>
            <source>There are no events yet, which did('{event}') asks for; import some.</source>
            <translation>还没有 did('{event}') 所需的事件；请先导入。</translation>
        </message>
        <message>
            <source>There are no events yet; import some first.</source>
            <translation>还没有事件；请先导入。</translation>
        </message>
        <message>
            <source>There are no imported impressions in this project; name a run to credit what it kept of its own.</source>
            <translation>该项目中没有导入的展示；请指定一次运行，以对其保留的展示进行归因。</translation>
        </message>
        <message>
            <source>There are no imported impressions with a time in this project; import the log of a campaign.</source>
            <translation>该项目中没有带时间的导入展示；请导入一次广告活动的日志。</translation>
        </message>
        <message>
            <source>There are no impressions in this project; import a log or simulate a campaign.</source>
            <translation>该项目中没有展示；请导入日志或模拟一次广告活动。</translation>
        </message>
        <message>
            <source>There are no impressions in this project; import the log of a campaign.</source>
            <translation>该项目中没有展示；请导入一次广告活动的日志。</translation>
        </message>
        <message>
            <source>There are no profiles yet; import some first.</source>
            <translation>还没有人物数据；请先导入。</translation>
        </message>
        <message>
            <source>There are no rows to evaluate the model on.</source>
            <translation>没有可用于评估模型的行。</translation>
        </message>
        <message>
            <source>There are no sequences to ask the model about.</source>
            <translation>没有可以交给模型的序列。</translation>
        </message>
        <message>
            <source>There are too few clicks, or conversions after them, to learn from and to judge the model on; collect more data.</source>
            <translation>点击或其后的转化太少，不足以学习和评判模型；请收集更多数据。</translation>
        </message>
        <message>
            <source>There are too few new rows to judge the model by.</source>
            <translation>新的行太少，无法据此评判模型。</translation>
        </message>
        <message>
            <source>There are too few rows of one outcome to learn from and to judge the model on; collect more data.</source>
            <translation>某一结果的行太少，无法学习和评判模型；请收集更多数据。</translation>
        </message>
        <message>
            <source>There are too few whole days to forecast how many impressions a day brings.</source>
            <translation>完整的天数太少，无法预测每天有多少展示。</translation>
        </message>
        <message>
            <source>There can be 2 to 20 clusters.</source>
            <translation>聚类数可以是 2 到 20。</translation>
        </message>
        <message>
            <source>There can be one key, not several: {columns}.</source>
            <translation>只能有一个主键，不能有多个：{columns}。</translation>
        </message>
        <message>
            <source>There is a board “{name}” already.</source>
            <translation>已经有名为“{name}”的画板。</translation>
        </message>
        <message>
            <source>There is a creative “{name}” already.</source>
            <translation>已有名为“{name}”的创意。</translation>
        </message>
        <message>
            <source>There is a segment “{name}” already; choose another name.</source>
            <translation>已有细分人群“{name}”；请另选名称。</translation>
        </message>
        <message>
            <source>There is another model called “{asked}”, so that this one is called “{name}”.</source>
            <translation>已有另一个模型叫“{asked}”，因此这个模型名为“{name}”。</translation>
        </message>
        <message>
            <source>There is no benchmark {name}; there are: {known}.</source>
            <translation>没有基准测试 {name}；现有：{known}。</translation>
        </message>
        <message>
            <source>There is no campaign file at {path}.</source>
            <translation>{path} 处没有广告活动文件。</translation>
        </message>
        <message>
            <source>There is no campaign “{name}” in this project.</source>
            <translation>此项目中没有广告活动“{name}”。</translation>
        </message>
        <message>
            <source>There is no cell {cell}; the cells are {cells}.</source>
            <translation>没有名为 {cell} 的分组；可用的有 {cells}。</translation>
        </message>
        <message>
            <source>There is no cluster {number}.</source>
            <translation>没有聚类 {number}。</translation>
        </message>
        <message>
            <source>There is no column for {part} ({wanted}); the columns are {columns}.</source>
            <translation>没有用于 {part} 的列（{wanted}）；现有的列是 {columns}。</translation>
        </message>
        <message>
            <source>There is no column {column}.</source>
            <translation>没有 {column} 这一列。</translation>
        </message>
        <message>
            <source>There is no column {name}; did you mean {near}?</source>
            <translation>没有列 {name}；您是指 {near} 吗？</translation>
        </message>
        <message>
            <source>There is no column {name}; the columns are {columns}.</source>
            <translation>没有列 {name}；现有的列为 {columns}。</translation>
        </message>
        <message>
            <source>There is no creative “{name}” in the project.</source>
            <translation>项目中没有创意“{name}”。</translation>
        </message>
        <message>
            <source>There is no design generator “{name}” in the project.</source>
            <translation>项目中没有设计生成器“{name}”。</translation>
        </message>
        <message>
            <source>There is no export {number} in this project.</source>
            <translation>本项目中没有第 {number} 次导出。</translation>
        </message>
        <message>
            <source>There is no file at {path}.</source>
            <translation>{path} 处没有文件。</translation>
        </message>
        <message>
            <source>There is no file or folder at {path}.</source>
            <translation>{path} 处没有文件或文件夹。</translation>
        </message>
        <message>
            <source>There is no file or folder “{path}”.</source>
            <translation>没有名为“{path}”的文件或文件夹。</translation>
        </message>
        <message>
            <source>There is no folder at {path}.</source>
            <translation>{path} 处没有文件夹。</translation>
        </message>
        <message>
            <source>There is no image model “{name}” in the project.</source>
            <translation>项目中没有图像模型“{name}”。</translation>
        </message>
        <message>
            <source>There is no import with the number {batch} in this project.</source>
            <translation>此项目中没有编号为 {batch} 的导入。</translation>
        </message>
        <message>
            <source>There is no import {batch} in this project.</source>
            <translation>此项目中没有第 {batch} 次导入。</translation>
        </message>
        <message>
            <source>There is no import {batch} of a file.</source>
            <translation>没有编号为 {batch} 的文件导入。</translation>
        </message>
        <message>
            <source>There is no mapping at {path}.</source>
            <translation>{path} 处没有映射文件。</translation>
        </message>
        <message>
            <source>There is no model family {family}; there are {families}.</source>
            <translation>没有模型族 {family}；现有 {families}。</translation>
        </message>
        <message>
            <source>There is no model “{name}” in the project; train or load it first.</source>
            <translation>项目中没有模型“{name}”；请先训练或加载。</translation>
        </message>
        <message>
            <source>There is no model “{name}”; the project has none yet.</source>
            <translation>没有模型“{name}”；项目中还没有模型。</translation>
        </message>
        <message>
            <source>There is no model “{name}”; the project has: {known}.</source>
            <translation>没有模型“{name}”；项目中有：{known}。</translation>
        </message>
        <message>
            <source>There is no picture “{name}” in the project; add it to the brand kit.</source>
            <translation>项目中没有图片“{name}”；请在品牌套件中添加。</translation>
        </message>
        <message>
            <source>There is no product “{name}” in the project; import products first.</source>
            <translation>项目中没有产品“{name}”；请先导入产品。</translation>
        </message>
        <message>
            <source>There is no product “{name}” in the project; it has {some}.</source>
            <translation>项目中没有产品“{name}”；现有：{some}。</translation>
        </message>
        <message>
            <source>There is no project file at {path}.</source>
            <translation>{path} 处没有项目文件。</translation>
        </message>
        <message>
            <source>There is no retention rule {number}.</source>
            <translation>没有编号为 {number} 的保留期规则。</translation>
        </message>
        <message>
            <source>There is no run “{name}” in this project.</source>
            <translation>此项目中没有运行“{name}”。</translation>
        </message>
        <message>
            <source>There is no segment “{name}”.</source>
            <translation>没有细分人群“{name}”。</translation>
        </message>
        <message>
            <source>There is no segment “{name}”; no segment has been saved yet.</source>
            <translation>没有细分人群“{name}”；还没有保存任何细分人群。</translation>
        </message>
        <message>
            <source>There is no segment “{name}”; the segments are {known}.</source>
            <translation>没有细分人群“{name}”；现有的细分人群为 {known}。</translation>
        </message>
        <message>
            <source>There is no table {table}.</source>
            <translation>没有表 {table}。</translation>
        </message>
        <message>
            <source>There is no table {table}; the tables are {tables}.</source>
            <translation>没有表 {table}；现有的表为 {tables}。</translation>
        </message>
        <message>
            <source>There is no template {name}; there are: {known}.</source>
            <translation>没有模板 {name}；可用的有：{known}。</translation>
        </message>
        <message>
            <source>There is no time zone {name} on this machine.</source>
            <translation>本机没有时区 {name}。</translation>
        </message>
        <message>
            <source>There is no time zone {name}; names look like Europe/Berlin, Asia/Shanghai or UTC.</source>
            <translation>没有时区 {name}；名称形如 Asia/Shanghai、Europe/Berlin 或 UTC。</translation>
        </message>
        <message>
            <source>There is no time zone “{name}”; write one such as Europe/Lisbon.</source>
            <translation>没有时区“{name}”；请写成例如 Europe/Lisbon。</translation>
        </message>
        <message>
            <source>There is nobody with the key {key}.</source>
            <translation>没有键为 {key} 的人。</translation>
        </message>
        <message>
            <source>There is not enough data to tell the click-through rates apart.</source>
            <translation>数据不足，无法区分两者的点击率。</translation>
        </message>
        <message>
            <source>There is not enough data to tell the click-through rates apart: to find a difference of {lift:.0%}, plan about {planned:,} impressions in each run; there are {a:,} and {b:,}.</source>
            <translation>数据不足，无法区分两者的点击率：要发现 {lift:.0%} 的差别，每次运行约需 {planned:,} 次展示；目前为 {a:,} 和 {b:,} 次。</translation>
        </message>
        <message>
            <source>There is not enough memory for this; close other programs or take a smaller part of the data.</source>
            <translation>内存不足，无法完成；请关闭其他程序或使用较少的数据。</translation>
        </message>
        <message>
            <source>There is too little to learn from: {creatives} kept creatives with {impressions:,} impressions and {clicks:,} clicks; at least {least} creatives, {shown:,} impressions and {clicked} clicks are needed. Keep designs, run them in campaigns under their names, and import the impressions.</source>
            <translation>可供学习的数据太少：{creatives} 个已保留的创意共有 {impressions:,} 次展示和 {clicks:,} 次点击；至少需要 {least} 个创意、{shown:,} 次展示和 {clicked} 次点击。请保留设计，以其名称在广告活动中投放，然后导入展示数据。</translation>
        </message>
        <message>
            <source>There is too little to learn from: {customers:,} customers, {returned:,} of whom bought again; at least {least} and 10 are needed.</source>
            <translation>可供学习的数据太少：{customers:,} 位客户，其中 {returned:,} 位再次购买；至少需要 {least} 位和 10 位。</translation>
        </message>
        <message>
            <source>There is too little to learn from: {found:,} different headlines; at least {least} are needed.</source>
            <translation>可供学习的内容太少：只有 {found:,} 条不同的标题，至少需要 {least} 条。</translation>
        </message>
        <message>
            <source>There is too little to learn from: {pairs:,} pairs of headlines differ enough within their tests; at least {least} are needed.</source>
            <translation>可供学习的数据太少：只有 {pairs:,} 对标题在各自的测试中差异足够大，至少需要 {least} 对。</translation>
        </message>
        <message>
            <source>There is too little to learn from: {people:,} people with more than one event; at least {least} are needed.</source>
            <translation>可供学习的数据太少：只有 {people:,} 人有一个以上的事件，至少需要 {least} 人。</translation>
        </message>
        <message>
            <source>There is too little to learn from: {rows:,} rows, {positives:,} of them with {target} = {positive}; at least {min_rows} rows with {min_each} of each outcome are needed.</source>
            <translation>可供学习的数据太少：{rows:,} 行，其中 {positives:,} 行 {target} = {positive}；至少需要 {min_rows} 行，且每种结果各 {min_each} 行。</translation>
        </message>
        <message>
            <source>There is too little to learn from: {tests:,} tests with two headlines or more; at least {least} are needed.</source>
            <translation>可供学习的数据太少：有两个以上标题的测试只有 {tests:,} 个，至少需要 {least} 个。</translation>
        </message>
        <message>
            <source>These seem to be the rows that the model was trained on, so that its figures look too good; what it reaches on rows that it had not seen was told when it was trained, and is on its card.</source>
            <translation>这些似乎就是训练模型所用的行，因此指标看起来过好；模型在未见过的行上的表现已在训练时给出，并记录在模型卡上。</translation>
        </message>
        <message>
            <source>They cover the chance within this run. They do not cover whether the assumptions are right, nor how another seed would turn out: run several seeds to see that.</source>
            <translation>区间涵盖此次运行内的偶然性，不涵盖假设是否正确，也不涵盖其他种子的结果：请运行多个种子来了解。</translation>
        </message>
        <message>
            <source>This ONNX file is no model of sequences.</source>
            <translation>这个 ONNX 文件不是序列模型。</translation>
        </message>
        <message>
            <source>This ONNX file is not a design generator of AdManager.</source>
            <translation>这个 ONNX 文件不是 AdManager 的设计生成器。</translation>
        </message>
        <message>
            <source>This ONNX file is not from this program; load it into a project and say which columns feed it.</source>
            <translation>此 ONNX 文件不是由本程序生成；请将其加载到项目中并指明输入列。</translation>
        </message>
        <message>
            <source>This board is gone; it was deleted meanwhile.</source>
            <translation>该画板已不存在，期间被删除了。</translation>
        </message>
        <message>
            <source>This campaign is gone; it was deleted meanwhile.</source>
            <translation>该广告活动已不存在；它已被删除。</translation>
        </message>
        <message>
            <source>This cap ({shorter}) is above the cap of a longer time ({longer}).</source>
            <translation>此上限（{shorter}）高于更长时段的上限（{longer}）。</translation>
        </message>
        <message>
            <source>This computer has not changed this project yet, so it cannot tell whether the log had more entries before the file came here.</source>
            <translation>本机尚未更改过此项目，因此无法判断文件来到本机之前日志是否还有更多条目。</translation>
        </message>
        <message>
            <source>This computer has seen entry {known} of this log, which is not there any more; the log ends at entry {last}. Either an earlier copy of the project was put here, or entries were cut off or written anew. The next change notes this in the log.</source>
            <translation>本机见过此日志的第 {known} 条，现在它已不在；日志止于第 {last} 条。可能是此处换上了项目的较早副本，也可能是有条目被截去或重写。下一次更改会把这件事记入日志。</translation>
        </message>
        <message>
            <source>This creative is no longer in the project.</source>
            <translation>该创意已不在项目中。</translation>
        </message>
        <message>
            <source>This needs the extra {extra}; install it with pip install admanager[{extra}].</source>
            <translation>这需要附加组件 {extra}；请用 pip install admanager[{extra}] 安装。</translation>
        </message>
        <message>
            <source>This person has no row in people, so there is no value to correct; what they did stays as it was.</source>
            <translation>此人在人员表中没有记录，因此没有可更正的值；其行为记录保持不变。</translation>
        </message>
        <message>
            <source>This project has no pseudonyms yet, and so no key for them.</source>
            <translation>本项目还没有假名，因此也没有密钥。</translation>
        </message>
        <message>
            <source>Those who are in {excluded} are left out.</source>
            <translation>属于 {excluded} 的人被排除。</translation>
        </message>
        <message>
            <source>Time decay</source>
            <translation>时间衰减</translation>
        </message>
        <message>
            <source>Train the design model “{name}”</source>
            <translation>训练设计模型“{name}”</translation>
        </message>
        <message>
            <source>Train the headline model</source>
            <translation>训练标题模型</translation>
        </message>
        <message>
            <source>Train the image model “{name}”</source>
            <translation>训练图像模型“{name}”</translation>
        </message>
        <message>
            <source>Train the model “{name}”</source>
            <translation>训练模型“{name}”</translation>
        </message>
        <message>
            <source>Trained on this person among others, so train again: {models}.</source>
            <translation>以下模型用到了此人的数据，请重新训练：{models}。</translation>
        </message>
        <message>
            <source>Training a model of the family {family} needs {libraries}, which is not installed; run pip install 'admanager[train]'.</source>
            <translation>训练模型族 {family} 需要 {libraries}，但尚未安装；请运行 pip install 'admanager[train]'。</translation>
        </message>
        <message>
            <source>Training a response model</source>
            <translation>正在训练响应模型</translation>
        </message>
        <message>
            <source>Training image models needs PyTorch, which is not installed here.</source>
            <translation>训练图像模型需要 PyTorch，此处未安装。</translation>
        </message>
        <message>
            <source>Training needs PyTorch, which is not installed here; designs come from the rule grammar.</source>
            <translation>训练需要 PyTorch，这里没有安装；设计来自规则语法。</translation>
        </message>
        <message>
            <source>Training needs PyTorch, which is not installed: take the package with training, or run pip install 'admanager[train]'. Everything else works without it.</source>
            <translation>训练需要 PyTorch，但尚未安装：请使用带训练功能的安装包，或运行 pip install 'admanager[train]'。其余功能无需它即可使用。</translation>
        </message>
        <message>
            <source>Training the GAN: its generator and discriminator learn</source>
            <translation>正在训练 GAN：生成器和判别器正在学习</translation>
        </message>
        <message>
            <source>Training the VAE: encoder and decoder learn</source>
            <translation>正在训练 VAE：编码器和解码器正在学习</translation>
        </message>
        <message>
            <source>Training the classifiers that guide the image model</source>
            <translation>正在训练引导图像模型的分类器</translation>
        </message>
        <message>
            <source>Training the design model</source>
            <translation>正在训练设计模型</translation>
        </message>
        <message>
            <source>Training the image model</source>
            <translation>正在训练图像模型</translation>
        </message>
        <message>
            <source>Training the judge on half of the photos</source>
            <translation>正在用一半照片训练评判器</translation>
        </message>
        <message>
            <source>Training, epoch {epoch}</source>
            <translation>正在训练，第 {epoch} 轮</translation>
        </message>
        <message>
            <source>True effects do not add up: when one part is off, others take some of its impressions.</source>
            <translation>真实效果不能相加：关闭一部分后，其他部分会接手它的部分展示。</translation>
        </message>
        <message>
            <source>Trying plans</source>
            <translation>正在尝试各种方案</translation>
        </message>
        <message>
            <source>Trying the model</source>
            <translation>正在试运行模型</translation>
        </message>
        <message>
            <source>Trying {number} clusters</source>
            <translation>正在尝试 {number} 个聚类</translation>
        </message>
        <message>
            <source>Two ad groups are called “{name}”.</source>
            <translation>有两个广告组都名为“{name}”。</translation>
        </message>
        <message>
            <source>Two columns would be called {name}; rename one of them.</source>
            <translation>有两列都会命名为 {name}；请重命名其中一列。</translation>
        </message>
        <message>
            <source>Two of the files would have the same name; put {number} and {size} into the pattern of names, and export designs of the same draw one after the other.</source>
            <translation>有两个文件会同名；请在文件名模板中加入 {number} 和 {size}，并分次导出同一次抽取的设计。</translation>
        </message>
        <message>
            <source>Undid import {batch}: removed {removed:,} rows, restored {restored:,}.</source>
            <translation>已撤销导入 {batch}：删除 {removed:,} 行，恢复 {restored:,} 行。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Undo import {batch}</source>
            <translation>撤销导入 {batch}</translation>
        </message>
        <message>
            <source>Unmark a favourite creative</source>
            <translation>取消收藏一个创意</translation>
        </message>
        <message>
            <source>Unmark {count} favourite creatives</source>
            <translation>取消 {count} 个创意的收藏</translation>
        </message>
        <message>
            <source>Unpacking {file}</source>
            <translation>正在解压 {file}</translation>
        </message>
        <message>
            <source>Uplift compares treated people with others, and one side has only {rows:,}; at least {least} are needed.</source>
            <translation>增益要把接受投放的人与其他人比较，而其中一方只有 {rows:,} 人，至少需要 {least} 人。</translation>
        </message>
        <message>
            <source>Upload the pictures of the folder together with the sheet: Meta finds them by their names.</source>
            <translation>请将文件夹中的图片与表格一起上传：Meta 按文件名查找图片。</translation>
        </message>
        <message>
            <source>Value found</source>
            <translation>发现的值</translation>
        </message>
        <message>
            <source>Varying the design</source>
            <translation>正在变化设计</translation>
        </message>
        <message>
            <source>Visitors marked</source>
            <translation>被标记的访客</translation>
        </message>
        <message>
            <source>Visitors that clicked too often, like clockwork, in bursts or only at night.</source>
            <translation>点击过于频繁、间隔规律如钟表、成批出现或只在夜间点击的访客。</translation>
        </message>
        <message>
            <source>What bots cost that did not come back.</source>
            <translation>机器人造成且未收回的费用。</translation>
        </message>
        <message>
            <source>What bots cost; no detector looked for them.</source>
            <translation>机器人造成的费用；未启用识别。</translation>
        </message>
        <message>
            <source>What is held about {key}</source>
            <translation>关于 {key} 保存的内容</translation>
        </message>
        <message>
            <source>What it cost in the end.</source>
            <translation>最终的实际花费。</translation>
        </message>
        <message>
            <source>What limits “{account}” now is its bid, its audience or its caps: the budget would allow more.</source>
            <translation>现在限制“{account}”的是其出价、受众或频次上限：预算还有余地。</translation>
        </message>
        <message>
            <source>What limits “{account}” now is its budget, of which {reserved:,.2f} are set aside for clicks that may still convert: a shorter click window or a larger budget would buy more.</source>
            <translation>目前限制“{account}”的是预算，其中 {reserved:,.2f} 为仍可能转化的点击预留：缩短点击窗口或提高预算可以买到更多。</translation>
        </message>
        <message>
            <source>What limits “{account}” now is its budget: more could be bought at these bids.</source>
            <translation>现在限制“{account}”的是其预算：按此出价还能买到更多。</translation>
        </message>
        <message>
            <source>What limits “{account}” now is its target, not its budget.</source>
            <translation>现在限制“{account}”的是其目标，而不是预算。</translation>
        </message>
        <message>
            <source>What the ads truly added is not known of an imported log, only of a simulated run.</source>
            <translation>导入的日志无法得知广告的真实增量，只有模拟运行才能得知。</translation>
        </message>
        <message>
            <source>What the advertiser pays, after refunds.</source>
            <translation>广告主在退款后支付的费用。</translation>
        </message>
        <message>
            <source>What the campaign is for.</source>
            <translation>广告系列的目标。</translation>
        </message>
        <message>
            <source>What the impressions cost was off by {error:+.1%}; there are too few prices of single auctions to compare their distribution.</source>
            <translation>展示费用偏差为 {error:+.1%}；单次竞价的价格太少，无法比较其分布。</translation>
        </message>
        <message>
            <source>What the impressions cost.</source>
            <translation>展示的花费。</translation>
        </message>
        <message>
            <source>What the same impressions would bring if each were paid at the price of its auction.</source>
            <translation>若每次展示都按其竞价价格付费，同样的展示可带来的收入。</translation>
        </message>
        <message>
            <source>What this person did</source>
            <translation>此人的行为</translation>
        </message>
        <message>
            <source>What was charged.</source>
            <translation>已收取的费用。</translation>
        </message>
        <message>
            <source>When people come is learned: {method}.</source>
            <translation>人们何时到来由数据学得：{method}。</translation>
        </message>
        <message>
            <source>Which creative is shown is learned from the clicks (Thompson sampling): the likelier a creative is the best, the more often it is shown.</source>
            <translation>展示哪个创意从点击中学习（汤普森采样）：越可能最好的创意展示得越多。</translation>
        </message>
        <message>
            <source>Which creative is shown is learned from the clicks, for each kind of person.</source>
            <translation>展示哪个创意由点击学习得出，并因人群而异。</translation>
        </message>
        <message>
            <source>Which creative is shown is learned from the clicks.</source>
            <translation>展示哪个创意由点击学习得出。</translation>
        </message>
        <message>
            <source>Why, and how to mend it</source>
            <translation>原因和修正方法</translation>
        </message>
        <message>
            <source>Win applications: a price for each, plain words, and a legal line in every ad.</source>
            <translation>赢得申请：每份申请有定价，措辞平实，每则广告都带法律声明。</translation>
        </message>
        <message>
            <source>Win rate</source>
            <translation>胜出率</translation>
        </message>
        <message>
            <source>With only {count} people in it, the segment says little about others like it.</source>
            <translation>此细分只有 {count} 人，难以推断其他类似的人。</translation>
        </message>
        <message>
            <source>With {rows:,} people this cannot be reached; ask for a smaller k or l.</source>
            <translation>{rows:,} 个人无法达到这个要求；请使用更小的 k 或 l。</translation>
        </message>
        <message>
            <source>Without a revenue per conversion there is no ROAS to aim at.</source>
            <translation>没有每次转化的收入，就没有可作为目标的 ROAS。</translation>
        </message>
        <message>
            <source>Workers of the cluster run AdManager {there}, and this is {here}; install the same version.</source>
            <translation>集群的工作节点运行的是 AdManager {there}，而本机是 {here}；请安装相同版本。</translation>
        </message>
        <message>
            <source>Worth at auction prices</source>
            <translation>按竞价价格的价值</translation>
        </message>
        <message>
            <source>Write the customers' value into the profiles</source>
            <translation>将客户价值写入用户档案</translation>
        </message>
        <message>
            <source>Writing rejects</source>
            <translation>正在写入未接受的内容</translation>
        </message>
        <message>
            <source>Writing the members</source>
            <translation>正在写出成员</translation>
        </message>
        <message>
            <source>Writing the report</source>
            <translation>正在写出报告</translation>
        </message>
        <message>
            <source>Writing the scores</source>
            <translation>正在写入评分</translation>
        </message>
        <message>
            <source>Writing {rows:,} rows into the project</source>
            <translation>正在将 {rows:,} 行写入项目</translation>
        </message>
        <message>
            <source>Wrongly withheld</source>
            <translation>误扣的费用</translation>
        </message>
        <message>
            <source>Wrote the model to {path}.</source>
            <translation>已将模型写入 {path}。</translation>
        </message>
        <message>
            <source>Wrote {rows:,} probabilities to {path}.</source>
            <translation>已将 {rows:,} 个概率写入 {path}。</translation>
        </message>
        <message>
            <source>Wrote {rows:,} rows to {path}.</source>
            <translation>已把 {rows:,} 行写入 {path}。</translation>
        </message>
        <message>
            <source>a 7-Zip archive</source>
            <translation>7-Zip 压缩包</translation>
        </message>
        <message>
            <source>a JSON object</source>
            <translation>一个 JSON 对象</translation>
        </message>
        <message>
            <source>a PDF document</source>
            <translation>PDF 文档</translation>
        </message>
        <message>
            <source>a Parquet file</source>
            <translation>Parquet 文件</translation>
        </message>
        <message>
            <source>a RAR archive</source>
            <translation>RAR 压缩包</translation>
        </message>
        <message>
            <source>a SQLite database</source>
            <translation>SQLite 数据库</translation>
        </message>
        <message>
            <source>a Zstandard archive</source>
            <translation>Zstandard 压缩包</translation>
        </message>
        <message>
            <source>a bzip2 archive</source>
            <translation>bzip2 压缩包</translation>
        </message>
        <message>
            <source>a closing quote</source>
            <translation>闭合的引号</translation>
        </message>
        <message>
            <source>a date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>a date with a time</source>
            <translation>带时间的日期</translation>
        </message>
        <message>
            <source>a key that is not there yet</source>
            <translation>尚不存在的主键</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>a value in the key column</source>
            <translation>主键列中的值</translation>
        </message>
        <message>
            <source>a web page or XML, as some programs write it in place of a table</source>
            <translation>网页或 XML（有些程序会用它代替表格）</translation>
        </message>
        <message>
            <source>a whole number</source>
            <translation>整数</translation>
        </message>
        <message>
            <source>all values</source>
            <translation>所有值</translation>
        </message>
        <message>
            <source>an Excel workbook or another archive</source>
            <translation>Excel 工作簿或其他压缩包</translation>
        </message>
        <message>
            <source>an Office document that is no workbook</source>
            <translation>不是工作簿的 Office 文档</translation>
        </message>
        <message>
            <source>an old Excel or Word file</source>
            <translation>旧版 Excel 或 Word 文件</translation>
        </message>
        <message>
            <source>an xz archive</source>
            <translation>xz 压缩包</translation>
        </message>
        <message>
            <source>as it is</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>assumed rate of {rate:.2%}</source>
            <translation>假定的比率 {rate:.2%}</translation>
        </message>
        <message>
            <source>at least {value}</source>
            <translation>至少 {value}</translation>
        </message>
        <message>
            <source>at most {value}</source>
            <translation>至多 {value}</translation>
        </message>
        <message>
            <source>bands of {width:g}</source>
            <translation>宽度为 {width:g} 的区间</translation>
        </message>
        <message>
            <source>bank accounts</source>
            <translation>银行账号</translation>
        </message>
        <message>
            <source>below {high}</source>
            <translation>低于 {high}</translation>
        </message>
        <message>
            <source>biometric or genetic data</source>
            <translation>生物特征或基因数据</translation>
        </message>
        <message>
            <source>card numbers</source>
            <translation>银行卡号</translation>
        </message>
        <message>
            <source>compare it with = or !=</source>
            <translation>请用 = 或 != 进行比较</translation>
        </message>
        <message>
            <source>decades</source>
            <translation>十年</translation>
        </message>
        <message>
            <source>did anything</source>
            <translation>有过任何行为</translation>
        </message>
        <message>
            <source>did “{event}”</source>
            <translation>做过“{event}”</translation>
        </message>
        <message>
            <source>did('{event}') needs a key column in both profiles and events, so that it is known who did what.</source>
            <translation>did('{event}') 需要档案和事件都有主键列，才能知道谁做了什么。</translation>
        </message>
        <message>
            <source>did(...) knows no {name}; it can ask for {known}.</source>
            <translation>did(...) 不认识 {name}；可以询问 {known}。</translation>
        </message>
        <message>
            <source>e-mail addresses</source>
            <translation>电子邮件地址</translation>
        </message>
        <message>
            <source>ethnic origin</source>
            <translation>民族或种族</translation>
        </message>
        <message>
            <source>exactly {value}</source>
            <translation>恰好 {value}</translation>
        </message>
        <message>
            <source>fields of at most 1 MiB</source>
            <translation>不超过 1 MiB 的字段</translation>
        </message>
        <message>
            <source>first {count} characters</source>
            <translation>前 {count} 个字符</translation>
        </message>
        <message>
            <source>fitted to {rows:,} impressions of the log, mean of {rate:.2%}</source>
            <translation>拟合自日志中的 {rows:,} 次展示，均值 {rate:.2%}</translation>
        </message>
        <message>
            <source>from {won:,} auctions won and {lost:,} lost of the log (Kaplan-Meier)</source>
            <translation>来自日志中 {won:,} 次胜出和 {lost:,} 次落败的竞价（Kaplan-Meier）</translation>
        </message>
        <message>
            <source>from {won:,} prices of the log; those of lost auctions are unknown</source>
            <translation>来自日志中的 {won:,} 个价格；落败竞价的价格未知</translation>
        </message>
        <message>
            <source>gamma distributed around a CPM of {cpm:,.2f} (an assumption)</source>
            <translation>以 CPM {cpm:,.2f} 为均值的伽马分布（假设）</translation>
        </message>
        <message>
            <source>health</source>
            <translation>健康</translation>
        </message>
        <message>
            <source>high {column}</source>
            <translation>{column}高</translation>
        </message>
        <message>
            <source>high {column}: {inside} (everyone {all})</source>
            <translation>{column}高：{inside}（全体 {all}）</translation>
        </message>
        <message>
            <source>is in the segment “{name}”</source>
            <translation>在细分人群“{name}”中</translation>
        </message>
        <message>
            <source>is not in the segment “{name}”</source>
            <translation>不在细分人群“{name}”中</translation>
        </message>
        <message>
            <source>it defines functions of its own</source>
            <translation>它定义了自己的函数</translation>
        </message>
        <message>
            <source>it fails on a trial row</source>
            <translation>它在试运行的行上失败</translation>
        </message>
        <message>
            <source>it has no input</source>
            <translation>它没有输入</translation>
        </message>
        <message>
            <source>it has no single number input that could be a latent code</source>
            <translation>没有可作为潜在编码的单一数值输入</translation>
        </message>
        <message>
            <source>it has no single output that is a picture</source>
            <translation>没有唯一的图片输出</translation>
        </message>
        <message>
            <source>it has too many nodes or inputs</source>
            <translation>节点或输入过多</translation>
        </message>
        <message>
            <source>it has too many pixels</source>
            <translation>像素过多</translation>
        </message>
        <message>
            <source>it is damaged</source>
            <translation>文件已损坏</translation>
        </message>
        <message>
            <source>it is not a picture that can be read</source>
            <translation>不是可读取的图片</translation>
        </message>
        <message>
            <source>it is not a valid ONNX model</source>
            <translation>它不是有效的 ONNX 模型</translation>
        </message>
        <message>
            <source>it is not an ONNX model</source>
            <translation>它不是 ONNX 模型</translation>
        </message>
        <message>
            <source>it is smaller than 8 pixels</source>
            <translation>小于 8 像素</translation>
        </message>
        <message>
            <source>it is the same picture as {other}</source>
            <translation>与 {other} 是同一张图片</translation>
        </message>
        <message>
            <source>it keeps data outside the file</source>
            <translation>它把数据存放在文件之外</translation>
        </message>
        <message>
            <source>it lies in no class's folder</source>
            <translation>不在任何类别的文件夹中</translation>
        </message>
        <message>
            <source>it uses operators of the foreign domain {domain}</source>
            <translation>它使用了外部域 {domain} 的算子</translation>
        </message>
        <message>
            <source>it uses the operator {operator}</source>
            <translation>它使用了算子 {operator}</translation>
        </message>
        <message>
            <source>its description is too large</source>
            <translation>其描述过大</translation>
        </message>
        <message>
            <source>its input {name} takes neither numbers nor text by row</source>
            <translation>其输入 {name} 既不接受逐行的数字也不接受文本</translation>
        </message>
        <message>
            <source>its picture is larger than {limit} pixels</source>
            <translation>其图片大于 {limit} 像素</translation>
        </message>
        <message>
            <source>its pictures are not finite numbers</source>
            <translation>其图片含有非有限数值</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>略去</translation>
        </message>
        <message>
            <source>less than {value}</source>
            <translation>少于 {value}</translation>
        </message>
        <message>
            <source>line {number} of “{file}”</source>
            <translation>“{file}”的第 {number} 行</translation>
        </message>
        <message>
            <source>low {column}</source>
            <translation>{column}低</translation>
        </message>
        <message>
            <source>low {column}: {inside} (everyone {all})</source>
            <translation>{column}低：{inside}（全体 {all}）</translation>
        </message>
        <message>
            <source>model “{model}” with its own mean of {rate:.2%}</source>
            <translation>模型“{model}”，自身均值 {rate:.2%}</translation>
        </message>
        <message>
            <source>model “{model}”, shifted to a mean of {rate:.2%}</source>
            <translation>模型“{model}”，均值调整为 {rate:.2%}</translation>
        </message>
        <message>
            <source>months</source>
            <translation>月</translation>
        </message>
        <message>
            <source>more than {value}</source>
            <translation>多于 {value}</translation>
        </message>
        <message>
            <source>names of people</source>
            <translation>人名</translation>
        </message>
        <message>
            <source>never did anything</source>
            <translation>从未有过任何行为</translation>
        </message>
        <message>
            <source>never did “{event}”</source>
            <translation>从未做过“{event}”</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>no evidence that anyone is persuaded more than others</source>
            <translation>没有证据表明有人比其他人更容易被打动</translation>
        </message>
        <message>
            <source>none of its outputs is a probability: numbers from 0 to 1, for each row</source>
            <translation>其输出中没有概率（每行一个 0 到 1 的数）</translation>
        </message>
        <message>
            <source>not ({rule})</source>
            <translation>非（{rule}）</translation>
        </message>
        <message>
            <source>numbers of identity documents</source>
            <translation>身份证件号码</translation>
        </message>
        <message>
            <source>once</source>
            <translation>1 次</translation>
        </message>
        <message>
            <source>other than {value}</source>
            <translation>不等于 {value}</translation>
        </message>
        <message>
            <source>other values</source>
            <translation>其他值</translation>
        </message>
        <message>
            <source>politics or trade unions</source>
            <translation>政治或工会</translation>
        </message>
        <message>
            <source>postal addresses</source>
            <translation>邮寄地址</translation>
        </message>
        <message>
            <source>put the value in quotes: '{value}'</source>
            <translation>请给该值加引号：'{value}'</translation>
        </message>
        <message>
            <source>quarters</source>
            <translation>季度</translation>
        </message>
        <message>
            <source>rare values together</source>
            <translation>合并罕见值</translation>
        </message>
        <message>
            <source>rate of {rate:.2%} from the log</source>
            <translation>来自日志的比率 {rate:.2%}</translation>
        </message>
        <message>
            <source>rate of {rate:.2%} from the plan</source>
            <translation>计划中的比率 {rate:.2%}</translation>
        </message>
        <message>
            <source>religion or belief</source>
            <translation>宗教或信仰</translation>
        </message>
        <message>
            <source>seldom {column} {level}</source>
            <translation>很少{column} {level}</translation>
        </message>
        <message>
            <source>sex life</source>
            <translation>性生活</translation>
        </message>
        <message>
            <source>some people are persuaded more than others</source>
            <translation>有些人比其他人更容易被打动</translation>
        </message>
        <message>
            <source>telephone numbers</source>
            <translation>电话号码</translation>
        </message>
        <message>
            <source>text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>text in the chosen encoding</source>
            <translation>所选编码的文本</translation>
        </message>
        <message>
            <source>text without zero bytes</source>
            <translation>不含零字节的文本</translation>
        </message>
        <message>
            <source>the answers of people</source>
            <translation>人群的反应</translation>
        </message>
        <message>
            <source>the class “{name}” has too few photos</source>
            <translation>类别“{name}”的照片太少</translation>
        </message>
        <message>
            <source>the class “{name}” is not one of the model's</source>
            <translation>模型没有类别“{name}”</translation>
        </message>
        <message>
            <source>the file is too large</source>
            <translation>文件过大</translation>
        </message>
        <message>
            <source>the hours of {events:,} events</source>
            <translation>{events:,} 个事件的时段</translation>
        </message>
        <message>
            <source>the prices</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>the traffic</source>
            <translation>流量</translation>
        </message>
        <message>
            <source>the usual week of ad exchanges (an assumption)</source>
            <translation>广告交易平台的典型一周（假设）</translation>
        </message>
        <message>
            <source>the volume of data</source>
            <translation>数据量</translation>
        </message>
        <message>
            <source>today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>明天</translation>
        </message>
        <message>
            <source>write a number without quotes instead of '{value}'</source>
            <translation>请写不带引号的数字，而不是 '{value}'</translation>
        </message>
        <message>
            <source>write one as '2024-03-31' in quotes instead of '{value}'</source>
            <translation>请带引号写成 '2024-03-31'，而不是 '{value}'</translation>
        </message>
        <message>
            <source>write one as '2024-03-31' or '2024-03-31 18:30' in quotes instead of '{value}'</source>
            <translation>请带引号写成 '2024-03-31' 或 '2024-03-31 18:30'，而不是 '{value}'</translation>
        </message>
        <message>
            <source>write true or false instead of '{value}'</source>
            <translation>请写 true 或 false，而不是 '{value}'</translation>
        </message>
        <message>
            <source>years</source>
            <translation>年</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>yes or no</source>
            <translation>是或否</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>{address} does not answer or refuses; check the address, and whether the store runs.</source>
            <translation>{address} 没有响应或拒绝连接；请检查地址，以及该存储是否在运行。</translation>
        </message>
        <message>
            <source>{amount:,.2f} were moved from “{giver}” to “{taker}”, which gets {times:.1f} times as much for its money.</source>
            <translation>已将 {amount:,.2f} 从“{giver}”移至“{taker}”，后者每单位花费的所得是前者的 {times:.1f} 倍。</translation>
        </message>
        <message>
            <source>{campaign}, seed {seed}</source>
            <translation>{campaign}，种子 {seed}</translation>
        </message>
        <message>
            <source>{cells:,} cells did not fit their column and were left empty; the list of rejects names them.</source>
            <translation>{cells:,} 个单元格不符合其列，已留空；拒绝列表中有详情。</translation>
        </message>
        <message>
            <source>{clicks} {conversions}</source>
            <translation>{clicks}{conversions}</translation>
        </message>
        <message>
            <source>{code} is no currency; write its three letters, such as EUR, USD or CNY.</source>
            <translation>{code} 不是货币；请写三个字母，例如 CNY、USD 或 EUR。</translation>
        </message>
        <message>
            <source>{column} cannot hold “{text}”; write {example}.</source>
            <translation>{column} 不能存放“{text}”；请按 {example} 的形式填写。</translation>
        </message>
        <message>
            <source>{column} contains “{text}”</source>
            <translation>{column} 包含“{text}”</translation>
        </message>
        <message>
            <source>{column} does not contain “{text}”</source>
            <translation>{column} 不包含“{text}”</translation>
        </message>
        <message>
            <source>{column} does not end with “{text}”</source>
            <translation>{column} 不以“{text}”结尾</translation>
        </message>
        <message>
            <source>{column} does not start with “{text}”</source>
            <translation>{column} 不以“{text}”开头</translation>
        </message>
        <message>
            <source>{column} ends with “{text}”</source>
            <translation>{column} 以“{text}”结尾</translation>
        </message>
        <message>
            <source>{column} for {inside:.0%} (everyone {all:.0%})</source>
            <translation>{inside:.0%} 为{column}（全体 {all:.0%}）</translation>
        </message>
        <message>
            <source>{column} goes into {stored}, which says whose the rows of {table} are; keys of other kinds are joined by a list of keys.</source>
            <translation>{column} 存入 {stored}，由它说明 {table} 的各行属于谁；不同种类的键通过键对照表合并。</translation>
        </message>
        <message>
            <source>{column} holds no dates to count days from.</source>
            <translation>{column} 不含可用来计算天数的日期。</translation>
        </message>
        <message>
            <source>{column} holds pseudonyms already.</source>
            <translation>{column} 已经是假名。</translation>
        </message>
        <message>
            <source>{column} holds pseudonyms; what stood there before is not in the project.</source>
            <translation>{column} 存放的是假名；原来的内容不在项目中。</translation>
        </message>
        <message>
            <source>{column} holds pseudonyms; what stood there cannot be had back.</source>
            <translation>{column} 已是假名；原来的值无法恢复。</translation>
        </message>
        <message>
            <source>{column} is above {value}</source>
            <translation>{column} 大于 {value}</translation>
        </message>
        <message>
            <source>{column} is after {day}</source>
            <translation>{column} 晚于 {day}</translation>
        </message>
        <message>
            <source>{column} is at least {value}</source>
            <translation>{column} 不小于 {value}</translation>
        </message>
        <message>
            <source>{column} is at most {value}</source>
            <translation>{column} 不超过 {value}</translation>
        </message>
        <message>
            <source>{column} is before {day}</source>
            <translation>{column} 早于 {day}</translation>
        </message>
        <message>
            <source>{column} is below {value}</source>
            <translation>{column} 小于 {value}</translation>
        </message>
        <message>
            <source>{column} is between {low} and {high}</source>
            <translation>{column} 在 {low} 和 {high} 之间</translation>
        </message>
        <message>
            <source>{column} is empty or repeats in some rows, so it is not taken as the key; if a row is something that a person did, import the file as events.</source>
            <translation>{column} 在部分行中为空或重复，因此不作为主键；如果每行是人物的一次行为，请将文件作为事件导入。</translation>
        </message>
        <message>
            <source>{column} is in the project already with its values as they came; make pseudonyms of those first (privacy PROJECT role).</source>
            <translation>项目中的 {column} 列已按原值保存；请先把那些值换成假名（privacy PROJECT role）。</translation>
        </message>
        <message>
            <source>{column} is known</source>
            <translation>{column} 已知</translation>
        </message>
        <message>
            <source>{column} is missing</source>
            <translation>{column} 缺失</translation>
        </message>
        <message>
            <source>{column} is no column of dates of the events.</source>
            <translation>{column}不是事件中的日期列。</translation>
        </message>
        <message>
            <source>{column} is none of {values}</source>
            <translation>{column} 不是 {values} 中的任何一个</translation>
        </message>
        <message>
            <source>{column} is none of {values} and {more} more</source>
            <translation>{column} 不是 {values} 及另外 {more} 个值中的任何一个</translation>
        </message>
        <message>
            <source>{column} is not between {low} and {high}</source>
            <translation>{column} 不在 {low} 和 {high} 之间</translation>
        </message>
        <message>
            <source>{column} is not {value}</source>
            <translation>{column} 不为 {value}</translation>
        </message>
        <message>
            <source>{column} is one of {values} and {more} more</source>
            <translation>{column} 为 {values} 及另外 {more} 个值之一</translation>
        </message>
        <message>
            <source>{column} is spread otherwise</source>
            <translation>{column}的分布不同</translation>
        </message>
        <message>
            <source>{column} is the key, by which people are told apart; make a pseudonym of it instead.</source>
            <translation>{column} 是用来区分人员的键；请改为将它换成假名。</translation>
        </message>
        <message>
            <source>{column} is the target; a model cannot learn from it.</source>
            <translation>{column} 是预测目标；模型不能用它学习。</translation>
        </message>
        <message>
            <source>{column} is used in “{name}”; remove it there first.</source>
            <translation>{column} 用于“{name}”；请先在那里移除。</translation>
        </message>
        <message>
            <source>{column} is {day} or earlier</source>
            <translation>{column} 不晚于 {day}</translation>
        </message>
        <message>
            <source>{column} is {day} or later</source>
            <translation>{column} 不早于 {day}</translation>
        </message>
        <message>
            <source>{column} is {values} or {last}</source>
            <translation>{column} 为 {values} 或 {last}</translation>
        </message>
        <message>
            <source>{column} is {value}</source>
            <translation>{column} 为 {value}</translation>
        </message>
        <message>
            <source>{column} may tell of people's {kind}, a special category of personal data; target people by it only with their explicit consent to that.</source>
            <translation>{column} 可能反映人员的{kind}信息,属于特殊类别的个人数据;只有在他们明确同意的情况下才可据此定向。</translation>
        </message>
        <message>
            <source>{column} says who a row is about, so it cannot be corrected; import the person again under the other key.</source>
            <translation>{column} 说明这一行属于谁，因此不能更正；请用另一个键重新导入此人。</translation>
        </message>
        <message>
            <source>{column} seems to hold personal data; a pseudonym in its place joins rows as well.</source>
            <translation>{column} 似乎含有个人数据；以假名代替同样可以关联各行。</translation>
        </message>
        <message>
            <source>{column} seems to hold personal data; leave it out unless it is needed.</source>
            <translation>{column} 似乎含有个人数据；如无需要请不要导入。</translation>
        </message>
        <message>
            <source>{column} seems to hold {kind} ({count:,} of {sampled:,} values looked at).</source>
            <translation>{column} 似乎含有{kind}（查看的 {sampled:,} 个值中有 {count:,} 个）。</translation>
        </message>
        <message>
            <source>{column} starts with “{text}”</source>
            <translation>{column} 以“{text}”开头</translation>
        </message>
        <message>
            <source>{column} {level}</source>
            <translation>{column} {level}</translation>
        </message>
        <message>
            <source>{column} “{level}” for {inside:.0%} (everyone {all:.0%})</source>
            <translation>{inside:.0%} 的{column}为“{level}”（全体 {all:.0%}）</translation>
        </message>
        <message>
            <source>{count:,} conversions came after the end of the run: they are in the totals, and in no curve and no hour.</source>
            <translation>{count:,} 次转化发生在运行结束之后：它们计入总数，但不在任何曲线和小时中。</translation>
        </message>
        <message>
            <source>{count:,} rows have a value of {column} that is in the project already; nothing was imported. Choose to skip, update or replace such rows.</source>
            <translation>有 {count:,} 行的 {column} 已在项目中；没有导入任何内容。请选择跳过、更新或替换这类行。</translation>
        </message>
        <message>
            <source>{count} days ago</source>
            <translation>{count} 天前</translation>
        </message>
        <message>
            <source>{count} fields</source>
            <translation>{count} 个字段</translation>
        </message>
        <message>
            <source>{count} files were left out, such as {name}: {reason}.</source>
            <translation>有 {count} 个文件被略过，例如 {name}：{reason}。</translation>
        </message>
        <message>
            <source>{count} months ago</source>
            <translation>{count} 个月前</translation>
        </message>
        <message>
            <source>{count} past ads cannot be read, and nothing was imported. The first: {problem}</source>
            <translation>有 {count} 个往期广告无法读取，因此没有导入任何内容。第一个问题：{problem}</translation>
        </message>
        <message>
            <source>{count} photos are few: from fewer than {advised} an image model learns copies rather than kinds.</source>
            <translation>{count} 张照片偏少：少于 {advised} 张时，图像模型学到的多是复制品而非品类。</translation>
        </message>
        <message>
            <source>{count} photos are too few for a Frechet distance on this model's features; it is left out.</source>
            <translation>{count} 张照片不足以在此模型的特征上计算弗雷歇距离，故略去。</translation>
        </message>
        <message>
            <source>{count} photos were left out: the model was trained on them.</source>
            <translation>略过 {count} 张照片：模型曾用它们训练。</translation>
        </message>
        <message>
            <source>{count} rows of {table} belong to no import.</source>
            <translation>{table} 中有 {count} 行不属于任何导入。</translation>
        </message>
        <message>
            <source>{count} times</source>
            <translation>{count} 次</translation>
        </message>
        <message>
            <source>{count} weeks ago</source>
            <translation>{count} 周前</translation>
        </message>
        <message>
            <source>{count} years ago</source>
            <translation>{count} 年前</translation>
        </message>
        <message>
            <source>{customers:,} customers, {alive:,} of them likely still active; {purchases:,.0f} purchases are expected in {days} days.</source>
            <translation>{customers:,} 位客户，其中 {alive:,} 位很可能仍然活跃；预计 {days} 天内会有 {purchases:,.0f} 次购买。</translation>
        </message>
        <message>
            <source>{days} days at {daily:,.2f} are {most:,.2f}: {left:,.2f} of the budget cannot be spent.</source>
            <translation>{days} 天、每天 {daily:,.2f}，共 {most:,.2f}：预算中有 {left:,.2f} 无法花费。</translation>
        </message>
        <message>
            <source>{did} exactly 1 day ago</source>
            <translation>{did}，恰在 1 天前</translation>
        </message>
        <message>
            <source>{did} exactly {days} days ago</source>
            <translation>{did}，恰在 {days} 天前</translation>
        </message>
        <message>
            <source>{did} more than 1 day ago</source>
            <translation>{did}，在 1 天以前</translation>
        </message>
        <message>
            <source>{did} more than {days} days ago</source>
            <translation>{did}，在 {days} 天以前</translation>
        </message>
        <message>
            <source>{did} not exactly 1 day ago</source>
            <translation>{did}，并非恰在 1 天前</translation>
        </message>
        <message>
            <source>{did} not exactly {days} days ago</source>
            <translation>{did}，并非恰在 {days} 天前</translation>
        </message>
        <message>
            <source>{did} within the last day</source>
            <translation>最近 1 天内{did}</translation>
        </message>
        <message>
            <source>{did} within the last {days} days</source>
            <translation>最近 {days} 天内{did}</translation>
        </message>
        <message>
            <source>{did} {count}</source>
            <translation>{did}{count}</translation>
        </message>
        <message>
            <source>{did}, and {count}</source>
            <translation>{did}，且{count}</translation>
        </message>
        <message>
            <source>{did}, where {conditions}</source>
            <translation>{did}，其中{conditions}</translation>
        </message>
        <message>
            <source>{did}, worth {amount} in total</source>
            <translation>{did}，总金额{amount}</translation>
        </message>
        <message>
            <source>{file} has more than {part}: {others}. Choose one to import it too.</source>
            <translation>{file} 中除 {part} 外还有：{others}。如需导入，请另行选择。</translation>
        </message>
        <message>
            <source>{file} holds names of columns but no rows; there is nothing to import.</source>
            <translation>{file} 只有列名而没有数据行，没有可导入的内容。</translation>
        </message>
        <message>
            <source>{file} is no brand kit: {field}: {reason}.</source>
            <translation>{file} 不是品牌套件：{field}：{reason}。</translation>
        </message>
        <message>
            <source>{file} was imported before, as import {batch} on {day}; unless a key holds them apart, importing it again keeps its rows twice.</source>
            <translation>{file} 先前已导入过（{day}，第 {batch} 次导入）；除非有键把行区分开，再次导入会使其行重复保存。</translation>
        </message>
        <message>
            <source>{file}: imported {rows:,} of {read:,} rows into {table} as import {batch}.</source>
            <translation>{file}：已将 {read:,} 行中的 {rows:,} 行导入 {table}，为第 {batch} 次导入。</translation>
        </message>
        <message>
            <source>{file}: no rows, so nothing to import.</source>
            <translation>{file}：没有数据行，没有可导入的内容。</translation>
        </message>
        <message>
            <source>{file}: {reason} None of the {count:,} files was imported.</source>
            <translation>{file}：{reason}这 {count:,} 个文件均未导入。</translation>
        </message>
        <message>
            <source>{file}: {rows:,} of {read:,} rows would be imported into {table}.</source>
            <translation>{file}：{read:,} 行中将有 {rows:,} 行导入 {table}。</translation>
        </message>
        <message>
            <source>{file}: {warning}</source>
            <translation>{file}：{warning}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} 且 {second}</translation>
        </message>
        <message>
            <source>{first} or {second}</source>
            <translation>{first} 或 {second}</translation>
        </message>
        <message>
            <source>{first}, {next}</source>
            <translation>{first}、{next}</translation>
        </message>
        <message>
            <source>{first}, {second}</source>
            <translation>{first}，{second}</translation>
        </message>
        <message>
            <source>{folder} has no photo that can be read (JPEG, PNG, WebP, BMP, GIF or TIFF).</source>
            <translation>{folder} 中没有可读取的照片（JPEG、PNG、WebP、BMP、GIF 或 TIFF）。</translation>
        </message>
        <message>
            <source>{folder} has no photos of the model's classes that it was not trained on; the classes are {classes}.</source>
            <translation>{folder} 中没有属于模型类别且未用于训练的照片；类别为：{classes}。</translation>
        </message>
        <message>
            <source>{folder} has {count} photos; at most {most} are taken. Choose a smaller folder.</source>
            <translation>{folder} 有 {count} 张照片，最多接受 {most} 张。请选择较小的文件夹。</translation>
        </message>
        <message>
            <source>{forecast:,.0f} impressions were forecast and {truth:,.0f} came ({error:+.1%}).</source>
            <translation>预测 {forecast:,.0f} 次展示，实际 {truth:,.0f} 次（{error:+.1%}）。</translation>
        </message>
        <message>
            <source>{forecast:,.0f} impressions were forecast and {truth:,.0f} came ({error:+.1%}); the hours of the day agree with r = {hours:.3f}.</source>
            <translation>预测 {forecast:,.0f} 次展示，实际 {truth:,.0f} 次（{error:+.1%}）；一天中各小时的吻合度 r = {hours:.3f}。</translation>
        </message>
        <message>
            <source>{impressions:,} impressions reached {reach:,} of {people:,} people. {clicks:,} clicks (CTR {ctr}) brought {conversions:,} conversions (CVR {cvr}) for {spend}.</source>
            <translation>{impressions:,} 次展示触达了 {people:,} 人中的 {reach:,} 人。{clicks:,} 次点击（点击率 {ctr}）带来 {conversions:,} 次转化（转化率 {cvr}），花费 {spend}。</translation>
        </message>
        <message>
            <source>{impressions:,} impressions reached {reach:,} of {people:,} people; nobody clicked.</source>
            <translation>{impressions:,} 次展示触达了 {people:,} 人中的 {reach:,} 人；无人点击。</translation>
        </message>
        <message>
            <source>{key} repeats and {time} says when, so a row is taken for something that a person did. Choose another at “One row is” if that is wrong.</source>
            <translation>{key} 有重复值，{time} 表示时间，因此每一行被视为某人的一次行为。如有误，请在“每一行是”处另选。</translation>
        </message>
        <message>
            <source>{left:,.2f} {currency} of the budget were not spent.</source>
            <translation>预算中有 {left:,.2f} {currency} 未花费。</translation>
        </message>
        <message>
            <source>{log} belongs to another file and would damage this project; move it away, then open {path} again.</source>
            <translation>{log} 属于另一个文件,会损坏此项目;请先将其移走,再打开 {path}。</translation>
        </message>
        <message>
            <source>{low} and above</source>
            <translation>{low} 及以上</translation>
        </message>
        <message>
            <source>{low} to below {high}</source>
            <translation>{low} 至 {high}（不含）</translation>
        </message>
        <message>
            <source>{name} at {address} is empty or not there.</source>
            <translation>{address} 上的 {name} 为空或不存在。</translation>
        </message>
        <message>
            <source>{name} cannot be read; check that the file is still there.</source>
            <translation>无法读取 {name}，请确认文件仍在原处。</translation>
        </message>
        <message>
            <source>{name} cannot be used. {problems}</source>
            <translation>{name} 无法使用。{problems}</translation>
        </message>
        <message>
            <source>{name} is a number; write one without quotes instead of '{value}'.</source>
            <translation>{name} 是数字；请不加引号写一个数字，而不是“{value}”。</translation>
        </message>
        <message>
            <source>{name} is larger than 20 MB; export it smaller and choose it again.</source>
            <translation>{name} 超过 20 MB，请导出较小的版本后重新选择。</translation>
        </message>
        <message>
            <source>{name} is not a picture that can be read; use PNG, JPEG or SVG.</source>
            <translation>{name} 不是可读取的图片；请使用 PNG、JPEG 或 SVG。</translation>
        </message>
        <message>
            <source>{name} is not valid TOML: {what}.</source>
            <translation>{name} 不是有效的 TOML：{what}。</translation>
        </message>
        <message>
            <source>{part}: {reason} Nothing of {file} was imported.</source>
            <translation>{part}：{reason}{file} 中没有导入任何内容。</translation>
        </message>
        <message>
            <source>{path} cannot be opened; check the folder and its permissions.</source>
            <translation>无法打开 {path}；请检查文件夹及其权限。</translation>
        </message>
        <message>
            <source>{path} cannot be read as a table: {reason}</source>
            <translation>无法将 {path} 作为表格读取：{reason}</translation>
        </message>
        <message>
            <source>{path} cannot be read: {reason}.</source>
            <translation>无法读取 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{path} cannot be written: {reason}.</source>
            <translation>无法写入 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{path} could not be read or written; check the disk.</source>
            <translation>无法读写 {path}；请检查磁盘。</translation>
        </message>
        <message>
            <source>{path} could not be written: {why}.</source>
            <translation>无法写入 {path}：{why}。</translation>
        </message>
        <message>
            <source>{path} exists already; choose another folder.</source>
            <translation>{path} 已存在；请另选文件夹。</translation>
        </message>
        <message>
            <source>{path} exists already; choose another name.</source>
            <translation>{path} 已存在；请另取名称。</translation>
        </message>
        <message>
            <source>{path} has no column {columns}; a log of choices has item_id, position, click and propensity_score.</source>
            <translation>{path} 没有列 {columns}；选择日志应包含 item_id、position、click 和 propensity_score。</translation>
        </message>
        <message>
            <source>{path} has no part “{part}”; it has {parts}.</source>
            <translation>{path} 中没有“{part}”；有 {parts}。</translation>
        </message>
        <message>
            <source>{path} has no parts to choose from.</source>
            <translation>{path} 没有可供选择的部分。</translation>
        </message>
        <message>
            <source>{path} has no sheet with cells.</source>
            <translation>{path} 没有含单元格的工作表。</translation>
        </message>
        <message>
            <source>{path} has no table to import.</source>
            <translation>{path} 没有可导入的表。</translation>
        </message>
        <message>
            <source>{path} has {count} columns; a table can take {most}. Leave some out, or choose another delimiter.</source>
            <translation>{path} 有 {count} 列；一个表最多 {most} 列。请略去一些，或选择其他分隔符。</translation>
        </message>
        <message>
            <source>{path} holds no file that can be imported, such as CSV, JSON, Excel or Parquet.</source>
            <translation>{path} 中没有可导入的文件，例如 CSV、JSON、Excel 或 Parquet。</translation>
        </message>
        <message>
            <source>{path} holds no key of pseudonyms.</source>
            <translation>{path} 中没有假名密钥。</translation>
        </message>
        <message>
            <source>{path} holds no list of objects, so it has no rows to import.</source>
            <translation>{path} 不含对象列表，因此没有可导入的行。</translation>
        </message>
        <message>
            <source>{path} holds {count:,} files, more than {limit:,}; unpack it and import them as a folder.</source>
            <translation>{path} 含 {count:,} 个文件，超过 {limit:,} 个；请先解压，再作为文件夹导入。</translation>
        </message>
        <message>
            <source>{path} holds {count} files; unpack it and import the one that you want.</source>
            <translation>{path} 中有 {count} 个文件；请解压后导入所需的文件。</translation>
        </message>
        <message>
            <source>{path} holds {name}, a link, a name used twice, or one that leads out of the archive, as no archive of data does; unpack it yourself and look at it.</source>
            <translation>{path} 含有 {name}：它是链接、重复的名称，或指向压缩包之外，正常的数据压缩包不会如此；请自行解压并查看。</translation>
        </message>
        <message>
            <source>{path} is a database, but not an AdManager project.</source>
            <translation>{path} 是数据库，但不是 AdManager 项目。</translation>
        </message>
        <message>
            <source>{path} is a folder, not a file.</source>
            <translation>{path} 是文件夹，不是文件。</translation>
        </message>
        <message>
            <source>{path} is a folder, not a project file.</source>
            <translation>{path} 是文件夹，不是项目文件。</translation>
        </message>
        <message>
            <source>{path} is a folder; choose one file in it.</source>
            <translation>{path} 是文件夹；请选择其中的一个文件。</translation>
        </message>
        <message>
            <source>{path} is a folder; name a file in it.</source>
            <translation>{path} 是文件夹；请指定其中的文件。</translation>
        </message>
        <message>
            <source>{path} is a project of AdManager; open it, or export from it what you want to import.</source>
            <translation>{path} 是 AdManager 的项目；请打开它，或从中导出要导入的内容。</translation>
        </message>
        <message>
            <source>{path} is being written by another program; try again when it is done.</source>
            <translation>{path} 正在被另一个程序写入；请在其完成后重试。</translation>
        </message>
        <message>
            <source>{path} is being written by {program} (process {pid}); try again when it is done.</source>
            <translation>{path} 正在被 {program}（进程 {pid}）写入；请在其完成后重试。</translation>
        </message>
        <message>
            <source>{path} is damaged or no workbook; open it in a spreadsheet program and save it anew as xlsx or CSV.</source>
            <translation>{path} 已损坏或不是工作簿；请用电子表格程序打开，另存为 xlsx 或 CSV。</translation>
        </message>
        <message>
            <source>{path} is damaged; open a backup copy of it instead.</source>
            <translation>{path} 已损坏；请改为打开其备份副本。</translation>
        </message>
        <message>
            <source>{path} is empty; there is nothing to import.</source>
            <translation>{path} 为空；没有可导入的内容。</translation>
        </message>
        <message>
            <source>{path} is in use by another program, or was not closed properly: {beside} lies beside it. Close that program, and import again.</source>
            <translation>{path} 正被其他程序使用，或没有正常关闭：旁边有 {beside}。请关闭该程序后重新导入。</translation>
        </message>
        <message>
            <source>{path} is larger than a list of people can be.</source>
            <translation>{path} 太大，不可能是人员名单。</translation>
        </message>
        <message>
            <source>{path} is locked with a password; save it without one first.</source>
            <translation>{path} 设有密码；请先另存为无密码的文件。</translation>
        </message>
        <message>
            <source>{path} is locked with a password; unpack it first.</source>
            <translation>{path} 有密码保护；请先解压。</translation>
        </message>
        <message>
            <source>{path} is no mapping of an import: it sets {key}, but the settings are {known}.</source>
            <translation>{path} 不是导入映射：其中设置了 {key}，而可用的设置只有 {known}。</translation>
        </message>
        <message>
            <source>{path} is no mapping of an import: {where}: {what}.</source>
            <translation>{path} 不是导入映射：{where}：{what}。</translation>
        </message>
        <message>
            <source>{path} is no text; save the list as CSV, one person a line.</source>
            <translation>{path} 不是文本；请把名单另存为 CSV，每行一人。</translation>
        </message>
        <message>
            <source>{path} is no whole JSON document: line {line} cannot be read. Get the file anew, or write one object on each line.</source>
            <translation>{path} 不是完整的 JSON 文档：第 {line} 行无法读取。请重新获取文件，或每行写一个对象。</translation>
        </message>
        <message>
            <source>{path} is not a campaign file: it is not UTF-8 text.</source>
            <translation>{path} 不是广告活动文件：它不是 UTF-8 文本。</translation>
        </message>
        <message>
            <source>{path} is not an AdManager project.</source>
            <translation>{path} 不是 AdManager 项目。</translation>
        </message>
        <message>
            <source>{path} is sound.</source>
            <translation>{path} 完好。</translation>
        </message>
        <message>
            <source>{path} is this project itself; choose another file.</source>
            <translation>{path} 就是本项目；请选择其他文件。</translation>
        </message>
        <message>
            <source>{path} is too large for its kind; save it as an xlsx workbook or as CSV and import that.</source>
            <translation>{path} 对其格式而言过大；请另存为 xlsx 工作簿或 CSV 后导入。</translation>
        </message>
        <message>
            <source>{path} is {kind} that is packed once more; unpack it first.</source>
            <translation>{path} 是再次压缩的{kind}；请先解压。</translation>
        </message>
        <message>
            <source>{path} is {kind}, which cannot be imported; CSV and other delimited text, JSON, Excel workbooks, Parquet and SQLite files can.</source>
            <translation>{path} 是{kind}，无法导入；可导入 CSV 等分隔文本、JSON、Excel 工作簿、Parquet 和 SQLite 文件。</translation>
        </message>
        <message>
            <source>{path} leads through a file as if it were a folder.</source>
            <translation>{path} 的路径把一个文件当成了文件夹。</translation>
        </message>
        <message>
            <source>{path} may not be read; check its permissions.</source>
            <translation>无权读取 {path}；请检查其权限。</translation>
        </message>
        <message>
            <source>{path} may not be written; check its permissions.</source>
            <translation>无权写入 {path}；请检查其权限。</translation>
        </message>
        <message>
            <source>{path} unpacks to more than {ratio} times its size, as no real data does; if it is right, unpack it first and import that.</source>
            <translation>{path} 解压后超过自身大小的 {ratio} 倍，真实数据不会如此；如果确实无误，请先解压再导入。</translation>
        </message>
        <message>
            <source>{path} was changed by another program and is not opened: {what}.</source>
            <translation>{path} 被其他程序更改，未打开：{what}。</translation>
        </message>
        <message>
            <source>{path} was changed while it was read; import it again.</source>
            <translation>{path} 在读取时被更改；请重新导入。</translation>
        </message>
        <message>
            <source>{path} was made by a newer AdManager (file version {version}); update the program.</source>
            <translation>{path} 由更新版本的 AdManager 创建（文件版本 {version}）；请更新程序。</translation>
        </message>
        <message>
            <source>{people:,} people of this project took part, each with their own attributes.</source>
            <translation>本项目的 {people:,} 人参与，各有自己的属性。</translation>
        </message>
        <message>
            <source>{people:,} people were left out because they did not consent.</source>
            <translation>{people:,} 人因未同意而被排除。</translation>
        </message>
        <message>
            <source>{people:,} people who are in {included}.</source>
            <translation>属于 {included} 的 {people:,} 人。</translation>
        </message>
        <message>
            <source>{people:,} people: everyone.</source>
            <translation>{people:,} 人：所有人。</translation>
        </message>
        <message>
            <source>{problem} Nothing was imported.</source>
            <translation>{problem}没有导入任何内容。</translation>
        </message>
        <message>
            <source>{read} rows were read, but {accounted} accounted for; nothing was imported.</source>
            <translation>读取了 {read} 行，但只能核对 {accounted} 行；没有导入任何内容。</translation>
        </message>
        <message>
            <source>{rejected:,} of the first {rows:,} rows of {path} do not fit its {columns} columns; look at its delimiter, quotes and header.</source>
            <translation>{path} 的前 {rows:,} 行中有 {rejected:,} 行不符合其 {columns} 列；请检查分隔符、引号和表头。</translation>
        </message>
        <message>
            <source>{rejected:,} of {rows:,} rows were not taken; the list of rejects says why.</source>
            <translation>{rows:,} 行中有 {rejected:,} 行未导入；拒绝列表说明了原因。</translation>
        </message>
        <message>
            <source>{rejected} of the first {rows} rows do not fit; look at the delimiter, the header and the key.</source>
            <translation>前 {rows} 行中有 {rejected} 行不符合；请检查分隔符、表头和主键。</translation>
        </message>
        <message>
            <source>{rows:,} rows are about people on the do-not-contact list.</source>
            <translation>有 {rows:,} 行涉及勿联系名单上的人。</translation>
        </message>
        <message>
            <source>{rows:,} rows are about people who were erased and were not taken (suppressed).</source>
            <translation>有 {rows:,} 行涉及已被删除的人，未予导入（已拦截）。</translation>
        </message>
        <message>
            <source>{rows:,} rows have a value of {column} that the file has already.</source>
            <translation>{rows:,} 行的 {column} 在文件中已出现过。</translation>
        </message>
        <message>
            <source>{rows:,} rows of the file could not be read and were left out.</source>
            <translation>文件中有 {rows:,} 行无法读取，已略去。</translation>
        </message>
        <message>
            <source>{rows:,} rows, read on {day}.</source>
            <translation>共 {rows:,} 行，读取于 {day}。</translation>
        </message>
        <message>
            <source>{share:.0%} of the auctions entered were won.</source>
            <translation>赢得了所参与竞价的 {share:.0%}。</translation>
        </message>
        <message>
            <source>{share:.0%} of the opportunities were let pass because the person had reached the frequency cap.</source>
            <translation>{share:.0%} 的机会因对方已达频次上限而放弃。</translation>
        </message>
        <message>
            <source>{spent:g} of the budget is spent already.</source>
            <translation>预算已使用 {spent:g}。</translation>
        </message>
        <message>
            <source>{stored} says whose the rows of {table} are; choose it as the key, and give {key} the role identity.</source>
            <translation>{table} 的各行属于谁由 {stored} 说明；请选它作为键，并把 {key} 的角色设为 identity（其他键）。</translation>
        </message>
        <message>
            <source>{stored}, which says whose the rows of {table} are, is a pseudonym in one of both and {key} is not; make both pseudonyms or none.</source>
            <translation>{table} 的各行属于谁由 {stored} 说明；它与 {key} 中只有一个是假名。请让两者都用假名，或都不用。</translation>
        </message>
        <message>
            <source>{tests:,} levels were compared; those marked stand out even so, with 1 in 20 of them expected to be chance.</source>
            <translation>共比较了 {tests:,} 个取值；标记者在此情况下仍然突出，其中预计每 20 个有 1 个出于偶然。</translation>
        </message>
        <message>
            <source>{text} is not a share above 0, such as 0.25 or 1/4.</source>
            <translation>{text} 不是大于 0 的比例，例如 0.25 或 1/4。</translation>
        </message>
        <message>
            <source>{total:,.2f} {currency} in all, and at most {daily:,.2f} {currency} a day.</source>
            <translation>总计 {total:,.2f} {currency}，每天最多 {daily:,.2f} {currency}。</translation>
        </message>
        <message>
            <source>{total:,.2f} {currency} in all.</source>
            <translation>总计 {total:,.2f} {currency}。</translation>
        </message>
        <message>
            <source>{value} cannot be used as {name}: {reason}.</source>
            <translation>{value} 不能用作 {name}：{reason}。</translation>
        </message>
        <message>
            <source>{what}</source>
            <translation>{what}</translation>
        </message>
        <message>
            <source>{what}: found {found}, expected {wanted}.</source>
            <translation>{what}：得到 {found}，应为 {wanted}。</translation>
        </message>
        <message>
            <source>“contains”, “starts with” and “ends with” search in text</source>
            <translation>“包含”、“开头是”和“结尾是”只用于文本</translation>
        </message>
        <message>
            <source>“{account}” bids {level:.0%} of the full value instead of {before:.0%}, so that the budget is spent ({spent:.0%} so far).</source>
            <translation>“{account}”的出价由完整价值的 {before:.0%} 调至 {level:.0%}，以便花完预算（目前已花 {spent:.0%}）。</translation>
        </message>
        <message>
            <source>“{account}” bids {level:.0%} of the full value instead of {before:.0%}, so that the budget lasts ({spent:.0%} spent).</source>
            <translation>“{account}”的出价由完整价值的 {before:.0%} 调至 {level:.0%}，以便预算够用（已花 {spent:.0%}）。</translation>
        </message>
        <message>
            <source>“{account}” bids {level:.0%} of the target value instead of {before:.0%}: results were cheaper than the target.</source>
            <translation>“{account}”的出价由目标价值的 {before:.0%} 调至 {level:.0%}：结果比目标便宜。</translation>
        </message>
        <message>
            <source>“{account}” bids {level:.0%} of the target value instead of {before:.0%}: results were dearer than the target.</source>
            <translation>“{account}”的出价由目标价值的 {before:.0%} 调至 {level:.0%}：结果比目标贵。</translation>
        </message>
        <message>
            <source>“{account}” enters {level:.0%} of its auctions instead of {before:.0%}, with {spent:.0%} of its budget spent.</source>
            <translation>“{account}”参加竞价的比例由 {before:.0%} 调至 {level:.0%}，已花预算的 {spent:.0%}。</translation>
        </message>
        <message>
            <source>“{account}” has spent or set aside what it may spend today ({amount:,.2f}); its ads pause until midnight. In all, {reserved:,.2f} are set aside for clicks that may still convert.</source>
            <translation>“{account}”今天可用的预算（{amount:,.2f}）已花完或已预留；广告暂停至午夜。目前共为仍可能转化的点击预留 {reserved:,.2f}。</translation>
        </message>
        <message>
            <source>“{account}” has spent what it may spend today ({amount:,.2f}); its ads pause until midnight.</source>
            <translation>“{account}”已花完今天可用的 {amount:,.2f}；广告暂停至午夜。</translation>
        </message>
        <message>
            <source>“{account}” may spend {amount:,.2f} today instead of {before:,.2f}: on the days that follow, the caps and the traffic leave no more than {later:,.2f} to buy.</source>
            <translation>“{account}”今天可花费 {amount:,.2f} 而非 {before:,.2f}：受频次上限和流量所限，之后几天最多只能再买到 {later:,.2f}。</translation>
        </message>
        <message>
            <source>“{account}” may spend {amount:,.2f} today instead of {before:,.2f}: with these caps and this traffic, no more than {later:,.2f} can be counted on to be bought on the days that follow.</source>
            <translation>“{account}”今天可花费 {amount:,.2f} 而非 {before:,.2f}：在这些频次上限和流量下，之后几天有把握买到的最多为 {later:,.2f}。</translation>
        </message>
        <message>
            <source>“{address}” is no address of a landing page, such as https://example.com/spring.</source>
            <translation>“{address}”不是着陆页地址，例如 https://example.com/spring。</translation>
        </message>
        <message>
            <source>“{code}” is no country's calling code, such as +49.</source>
            <translation>“{code}” 不是国家（地区）电话区号，例如 +49。</translation>
        </message>
        <message>
            <source>“{column}” decides much by itself (AUC {auc:.2f} alone; a quick model falls from {with_it:.2f} to {without_it:.2f} without it); make sure that it is known before the outcome.</source>
            <translation>“{column}”单独就决定了很多（单独 AUC {auc:.2f}；去掉它后快速模型从 {with_it:.2f} 降到 {without_it:.2f}）；请确认它在结果之前已知。</translation>
        </message>
        <message>
            <source>“{column}” has a different value in nearly every row, like an identifier; it says nothing about new people.</source>
            <translation>“{column}”几乎每行的值都不同，像标识符；对新的人没有意义。</translation>
        </message>
        <message>
            <source>“{column}” has the role {role}, which is not known, or not to be used, when the model is asked.</source>
            <translation>“{column}”的角色为 {role}，在使用模型时不可知或不应使用。</translation>
        </message>
        <message>
            <source>“{column}” has the same value in every row.</source>
            <translation>“{column}”每行的值都相同。</translation>
        </message>
        <message>
            <source>“{column}” is free text with hardly any repeated value; there is nothing in it to learn by.</source>
            <translation>“{column}”是几乎没有重复值的自由文本；无法从中学习。</translation>
        </message>
        <message>
            <source>“{column}” is something to predict, too; it is not known when the model is asked.</source>
            <translation>“{column}”本身也是要预测的内容，使用模型时尚不可知。</translation>
        </message>
        <message>
            <source>“{column}” knows the future: by its name it is only known afterwards, alone it ranks the people with an AUC of {auc:.2f}, and a quick model falls from {with_it:.2f} to {without_it:.2f} without it.</source>
            <translation>“{column}”知道未来：从名称看它事后才可知，单独排序的 AUC 为 {auc:.2f}，去掉它后快速模型从 {with_it:.2f} 降到 {without_it:.2f}。</translation>
        </message>
        <message>
            <source>“{column}” moves with time like a clock (AUC {auc:.2f} alone); it is kept, but what it teaches may not hold next season.</source>
            <translation>“{column}”像时钟一样随时间变化（单独 AUC {auc:.2f}）；它被保留，但学到的规律下一季可能不再成立。</translation>
        </message>
        <message>
            <source>“{column}” nearly gives the answer away: alone it ranks the people with an AUC of {auc:.3f}.</source>
            <translation>“{column}”几乎泄露了答案：单独排序的 AUC 为 {auc:.3f}。</translation>
        </message>
        <message>
            <source>“{column}” says who consents; it is respected, and not learned from.</source>
            <translation>“{column}”记录谁已同意：会予以遵守，但不用于学习。</translation>
        </message>
        <message>
            <source>“{column}” seems to be filled in only after the outcome: whether it is empty already ranks the people with an AUC of {auc:.2f}.</source>
            <translation>“{column}”似乎在结果之后才填写：仅凭其是否为空，排序的 AUC 就达 {auc:.2f}。</translation>
        </message>
        <message>
            <source>“{column}” tells people apart and says nothing about new ones.</source>
            <translation>“{column}”用来区分个人，对新的人没有任何说明作用。</translation>
        </message>
        <message>
            <source>“{column}” was left out on request.</source>
            <translation>“{column}”已按要求略去。</translation>
        </message>
        <message>
            <source>“{creative}” now gets {share:.0%} of “{group}”: its click rate so far is {rate:.2%}, and it is probably the best.</source>
            <translation>“{creative}”现在获得“{group}”的 {share:.0%}：目前点击率为 {rate:.2%}，很可能是最佳创意。</translation>
        </message>
        <message>
            <source>“{file}” cannot be read as UTF-8 text: {reason}.</source>
            <translation>无法以 UTF-8 文本读取“{file}”：{reason}。</translation>
        </message>
        <message>
            <source>“{file}” has no column that describes a design, such as flow, scheme or headline_scale; it has {columns}.</source>
            <translation>“{file}”没有描述设计的列，例如 flow、scheme 或 headline_scale；它的列有：{columns}。</translation>
        </message>
        <message>
            <source>“{file}” is larger than 20 MB.</source>
            <translation>“{file}”超过 20 MB。</translation>
        </message>
        <message>
            <source>“{file}” is no JSON: {reason}.</source>
            <translation>“{file}”不是 JSON：{reason}。</translation>
        </message>
        <message>
            <source>“{file}” is no past ad; those are designs as .json files, a .csv file with a line for each ad, or pictures.</source>
            <translation>“{file}”不是过往广告；可用的是 .json 格式的设计、每行一个广告的 .csv 文件，或图片。</translation>
        </message>
        <message>
            <source>“{file}” is no picture that can be read: {reason}.</source>
            <translation>“{file}”不是可读取的图片：{reason}。</translation>
        </message>
        <message>
            <source>“{group}” has days with more than the {most} stretches of hours that the platform takes.</source>
            <translation>“{group}”有些日子的时段数超过了平台允许的 {most} 段。</translation>
        </message>
        <message>
            <source>“{model}” answers what comes after a click, and the imported impressions tell of no conversions; import some that do.</source>
            <translation>“{model}”回答的是点击之后的结果，而已导入的展示数据没有转化信息；请导入包含转化的展示数据。</translation>
        </message>
        <message>
            <source>“{name}” cannot be a file's name; change the pattern of names.</source>
            <translation>“{name}”不能用作文件名；请修改文件名模板。</translation>
        </message>
        <message>
            <source>“{name}” cannot be varied; choose from {names}.</source>
            <translation>无法变动“{name}”；请从 {names} 中选择。</translation>
        </message>
        <message>
            <source>“{name}” fits no placement: its sizes are {sizes}.</source>
            <translation>“{name}”不适合任何版位：其尺寸为 {sizes}。</translation>
        </message>
        <message>
            <source>“{name}” is a design model; give the image model another name.</source>
            <translation>“{name}”是设计模型；请为图像模型另取名称。</translation>
        </message>
        <message>
            <source>“{name}” is in the ad group “{group}” twice.</source>
            <translation>“{name}”在广告组“{group}”中出现两次。</translation>
        </message>
        <message>
            <source>“{name}” is no direction of designs; there are {names}.</source>
            <translation>“{name}”不是设计的方向；可选的有 {names}。</translation>
        </message>
        <message>
            <source>“{name}” is not a format of ads; choose from {formats}.</source>
            <translation>“{name}”不是广告格式；请从 {formats} 中选择。</translation>
        </message>
        <message>
            <source>“{path}” holds no past ads; put designs there as .json files, a .csv file with a line for each ad, or pictures of ads.</source>
            <translation>“{path}”中没有以往的广告；请放入设计文件 (.json)、每行一个广告的 .csv 文件，或广告图片。</translation>
        </message>
        <message>
            <source>“{path}” is missing.</source>
            <translation>缺少“{path}”。</translation>
        </message>
        <message>
            <source>“{path}” is not a setting of a campaign; there are: {known}.</source>
            <translation>“{path}”不是广告活动的设置；可用的有：{known}。</translation>
        </message>
        <message>
            <source>“{path}” is wrong: {what}.</source>
            <translation>“{path}”有误：{what}。</translation>
        </message>
        <message>
            <source>“{role}” is no role of a column here; the roles are {roles}.</source>
            <translation>“{role}”在此不是列角色；可用角色为 {roles}。</translation>
        </message>
        <message>
            <source>“{role}” is no role of a column of {table}; the roles are {roles}.</source>
            <translation>“{role}”不是 {table} 的列角色；可用角色为 {roles}。</translation>
        </message>
        <message>
            <source>“{role}” is none of {roles}.</source>
            <translation>“{role}”不是 {roles} 之一。</translation>
        </message>
        <message>
            <source>“{segment}” in “{group}”: {why}</source>
            <translation>“{group}”中的“{segment}”：{why}</translation>
        </message>
        <message>
            <source>“{setting}” does not lead to a setting of this campaign; lists count from 0.</source>
            <translation>“{setting}”未指向此广告活动的设置；列表从 0 开始计数。</translation>
        </message>
        <message>
            <source>“{setting}” is not a setting; write key=value, such as budget.daily=20.</source>
            <translation>“{setting}”不是设置；请写成 key=value，例如 budget.daily=20。</translation>
        </message>
        <message>
            <source>“{size}” is not a standard ad size; choose from {sizes}.</source>
            <translation>“{size}”不是标准广告尺寸；请从 {sizes} 中选择。</translation>
        </message>
        <message>
            <source>“{text}” has {count} letters; a banner has room for {most}.</source>
            <translation>“{text}”有 {count} 个字符；横幅最多容得下 {most} 个。</translation>
        </message>
        <message>
            <source>“{text}” has {count} letters; {network} shows {most} whole.</source>
            <translation>“{text}”有 {count} 个字符；{network} 只完整显示 {most} 个。</translation>
        </message>
        <message>
            <source>“{text}” has {count} letters; {network} takes {most}.</source>
            <translation>“{text}”有 {count} 个字符；{network} 最多接受 {most} 个。</translation>
        </message>
        <message>
            <source>“{text}” of “{name}” is longer than the {limit} letters that the platform takes; shorten it there.</source>
            <translation>“{name}”的“{text}”超过平台允许的 {limit} 个字符；请在平台上缩短。</translation>
        </message>
    </context>
</TS>
