<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>About AdManager</source>
            <translation>关于 AdManager</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>An offline lab for marketers. Your data stays on this machine: there is no account, no server and no telemetry.</source>
            <translation>面向营销人员的离线实验室。您的数据始终保留在本机：没有账号，没有服务器，也没有遥测。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Made with</source>
            <translation>所用组件</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Version {version}, under the MIT licence</source>
            <translation>版本 {version}，采用 MIT 许可证</translation>
        </message>
    </context>
    <context>
        <name>ActivityPanel</name>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Activity</source>
            <translation>活动</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Close the activity panel</source>
            <translation>关闭活动面板</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Imports, trainings and simulations show up here while they run.</source>
            <translation>导入、训练和模拟在运行时显示在这里。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>{count} jobs are running</source>
            <translation>{count} 个任务正在运行</translation>
        </message>
    </context>
    <context>
        <name>AttributeDetail</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>25 % are above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>25 % are below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>5 % are above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>5 % are below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Distribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Distribution of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Every value is missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Highest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Lowest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Median</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Most common values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Use in a segment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>none missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>{count:,} distinct values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>{count} distinct value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>{share} missing</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AttributeModel</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Attribute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Distinct</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Distribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>none</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AttributesView</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Attributes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>Find an attribute</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AudienceModel</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>All of these</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Any of these</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>No</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>None of these</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Not all of these</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Whole number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Yes or no</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>contains</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>does not contain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>does not end with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>does not start with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>ends with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is at least</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is at most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is between</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is none of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is not</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is not between</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is not in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is not on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is on or after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is on or before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>is one of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>starts with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>{low} to {high}, median {median}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AudiencePage</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Attributes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Delete “{name}”?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Deleted “{name}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Describe the attributes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Export {file}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Go to Data</source>
            <translation>前往“数据”</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Import a file with one row for each person; their attributes and your segments appear here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>It is used in {uses}, which will not find anybody through it any more. You can undo this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>New segment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Nobody here yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Nothing else uses it. You can undo this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Reading…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Saved “{name}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>See what is known of your people, and gather those you want to reach in segments.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Segments</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Show attributes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Show segments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Wrote {count:,} people to {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>Wrote {count} person to {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>{count:,} people without consent stayed out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/view.py" />
            <source>{count} person without consent stayed out.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <location filename="../../admanager/gui/widgets/basics.py" />
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
    </context>
    <context>
        <name>Chart</name>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Chart actions</source>
            <translation>图表操作</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Copy description</source>
            <translation>复制文字说明</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Copy picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Save as {kind}…</source>
            <translation>另存为 {kind}…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Save the chart</source>
            <translation>保存图表</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Show {name}</source>
            <translation>显示 {name}</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>View as chart</source>
            <translation>以图表查看</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>View as table</source>
            <translation>以表格查看</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart_data.py" />
            <source>{name}, high</source>
            <translation>{name}，上限</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart_data.py" />
            <source>{name}, low</source>
            <translation>{name}，下限</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart_data.py" />
            <source>{name}: {count} values from {low} to {high}, the last {last}.</source>
            <translation>{name}：{count} 个值，从 {low} 到 {high}，最后一个为 {last}。</translation>
        </message>
    </context>
    <context>
        <name>ChosenValue</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Choose or type…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Choose…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Value</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <location filename="../../admanager/gui/palette.py" />
            <source>Find a page or an action</source>
            <translation>查找页面或操作</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/palette.py" />
            <source>Nothing fits.</source>
            <translation>没有匹配项。</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;Go</source>
            <translation>转到(&amp;G)</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>About AdManager</source>
            <translation>关于 AdManager</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Activity</source>
            <translation>活动</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Check the project file</source>
            <translation>检查项目文件</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Close project</source>
            <translation>关闭项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Find an action…</source>
            <translation>查找操作…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <location filename="../../admanager/gui/window.py" />
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>New project…</source>
            <translation>新建项目…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open project…</source>
            <translation>打开项目…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open recent</source>
            <translation>打开最近的项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open the demo</source>
            <translation>打开演示项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Save a copy as…</source>
            <translation>另存副本…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Settings…</source>
            <translation>设置…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <location filename="../../admanager/gui/window.py" />
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>{name} (missing)</source>
            <translation>{name}（已丢失）</translation>
        </message>
    </context>
    <context>
        <name>ConditionRow</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Attribute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Comparison</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Remove this condition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Segment</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CrashNote</name>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>AdManager ended unexpectedly last time</source>
            <translation>AdManager 上次意外退出</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>It was started at {time} and had “{name}” open. Everything up to the last finished operation is in the file; an unfinished one left no trace.</source>
            <translation>它于 {time} 启动，当时打开着“{name}”。直到最后一次完成的操作为止，内容都在文件中；未完成的操作没有留下任何痕迹。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>It was started at {time}; no project was open.</source>
            <translation>它于 {time} 启动；当时没有打开项目。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Open the project</source>
            <translation>打开该项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Report</source>
            <translation>报告</translation>
        </message>
    </context>
    <context>
        <name>DataTable</name>
        <message>
            <location filename="../../admanager/gui/widgets/table.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <location filename="../../admanager/gui/widgets/dialogs.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>ErrorDialog</name>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>That did not work</source>
            <translation>操作未成功</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>The program made a mistake</source>
            <translation>程序出错了</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Your project is as it was before. The details below help whoever looks after the program; nothing was sent anywhere.</source>
            <translation>您的项目保持原样。下面的详情可供维护人员参考；没有向任何地方发送信息。</translation>
        </message>
    </context>
    <context>
        <name>FixedRow</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Remove this part</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FlagValue</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>No</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Yes</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <location filename="../../admanager/gui/format.py" />
            <source>less than 0.1 s</source>
            <translation>不到 0.1 秒</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/format.py" />
            <source>{hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/format.py" />
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/format.py" />
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>GroupBox</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Condition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>How the conditions are joined</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>Remove this group</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Activity (Ctrl+J)</source>
            <translation>活动 (Ctrl+J)</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Find an action</source>
            <translation>查找操作</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>No project</source>
            <translation>未打开项目</translation>
        </message>
    </context>
    <context>
        <name>HomePage</name>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>A CSV, Excel, JSON or Parquet file with one row for each person.</source>
            <translation>一个 CSV、Excel、JSON 或 Parquet 文件，每人一行。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>A rule such as age &gt;= 30; the count follows while you type.</source>
            <translation>例如 age &gt;= 30 的规则；人数随输入实时更新。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>AdManager turns the customer data that you have into segments, response models, creatives and a campaign that was tried in simulation first.</source>
            <translation>AdManager 把您已有的客户数据变成细分人群、响应模型、创意，以及事先经过模拟的广告活动。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Banners in the standard sizes, from your brand and your texts.</source>
            <translation>用您的品牌和文案生成标准尺寸的横幅。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Bring in the customer data you have</source>
            <translation>导入您已有的客户数据</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Budget, flight, bids, frequency cap, segments and creatives.</source>
            <translation>预算、投放期、出价、频次上限、细分人群和创意。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Build a first segment</source>
            <translation>建立第一个细分人群</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Campaigns</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Creatives</source>
            <translation>创意</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Design creatives</source>
            <translation>设计创意</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Everything stays in one file on this machine: no account, no server, no telemetry.</source>
            <translation>一切都保存在本机的一个文件中：没有账号，没有服务器，没有遥测。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Find the people who matter</source>
            <translation>找到重要的人群</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Generate ads in your brand</source>
            <translation>生成符合品牌的广告</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Audience</source>
            <translation>前往“受众”</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Campaigns</source>
            <translation>前往“广告活动”</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Creatives</source>
            <translation>前往“创意”</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Data</source>
            <translation>前往“数据”</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Models</source>
            <translation>前往“模型”</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Results</source>
            <translation>前往“结果”</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Home</source>
            <translation>首页</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>How it works</source>
            <translation>工作流程</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Import your customers</source>
            <translation>导入您的客户</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>It learns from past answers who is likely to respond.</source>
            <translation>它从以往的响应中学习谁可能会响应。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Learn who responds, and why</source>
            <translation>了解谁会响应以及原因</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>New project…</source>
            <translation>新建项目…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Open project…</source>
            <translation>打开项目…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Open the demo</source>
            <translation>打开演示项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Plan a campaign</source>
            <translation>制定广告活动计划</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Plan campaigns on your own data</source>
            <translation>用您自己的数据规划广告活动</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Plan, and simulate before you spend</source>
            <translation>制定计划，先模拟再投放</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Read the results</source>
            <translation>查看结果</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Read, share and learn from it</source>
            <translation>查看、分享并从中学习</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Recent projects</source>
            <translation>最近的项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Reports of your runs, with the method and the seed.</source>
            <translation>各次运行的报告，附方法和随机种子。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Runs</source>
            <translation>运行</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Segments</source>
            <translation>细分人群</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Simulate the campaign</source>
            <translation>模拟广告活动</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>The demo runs the whole loop on people that the program makes up.</source>
            <translation>演示项目在程序生成的虚构人群上运行整个流程。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>The people of this project were made up by the program.</source>
            <translation>此项目中的人物由程序虚构生成。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Train a response model</source>
            <translation>训练响应模型</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Try the plan on your own people before a cent is spent.</source>
            <translation>在花费一分钱之前，先在您自己的人群上试行计划。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>last: {name}, {time}</source>
            <translation>最近：{name}，{time}</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>{count:,} events</source>
            <translation>{count:,} 个事件</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>{count} event</source>
            <translation>{count} 个事件</translation>
        </message>
    </context>
    <context>
        <name>JobProgress</name>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Cancelled; nothing was changed</source>
            <translation>已取消；没有任何更改</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Done in {time}</source>
            <translation>已完成，用时 {time}</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Waiting for another job that writes to the project</source>
            <translation>正在等待另一个写入项目的任务</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>about {time} left</source>
            <translation>约剩 {time}</translation>
        </message>
    </context>
    <context>
        <name>LevelModel</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>({count:,} other values)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Share</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Value</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ListedValues</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Choose values…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Values: {values}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>none</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>AdManager</source>
            <translation>AdManager</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Cancel the jobs and close</source>
            <translation>取消任务并关闭</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Closing the window cancels them; the project stays as it was before each of them.</source>
            <translation>关闭窗口会取消这些任务；项目保持每个任务开始之前的状态。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Go to</source>
            <translation>转到</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Jobs are running</source>
            <translation>有任务正在运行</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Opening {name}…</source>
            <translation>正在打开 {name}…</translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Campaigns</source>
            <translation>广告活动</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Creatives</source>
            <translation>创意</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Home</source>
            <translation>首页</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Privacy</source>
            <translation>隐私</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Settings</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>A project is one file that holds your data, segments, models, creatives and runs.</source>
            <translation>项目是一个文件，其中保存您的数据、细分人群、模型、创意和运行结果。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>Go to Home</source>
            <translation>前往首页</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>No project is open</source>
            <translation>没有打开的项目</translation>
        </message>
    </context>
    <context>
        <name>PageContext</name>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>Done again: {what}</source>
            <translation>已重做：{what}</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>Undone: {what}</source>
            <translation>已撤销：{what}</translation>
        </message>
    </context>
    <context>
        <name>PartWidget</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>{count:,} people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/rows.py" />
            <source>{count} person</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProjectActions</name>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>AdManager projects (*.adm)</source>
            <translation>AdManager 项目 (*.adm)</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Build the demo project</source>
            <translation>生成演示项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Cancel the jobs and go on</source>
            <translation>取消任务并继续</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Check the project file</source>
            <translation>检查项目文件</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Copy the project to {name}</source>
            <translation>将项目复制到 {name}</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Jobs are running</source>
            <translation>有任务正在运行</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Leaving this project cancels them; it stays as it was before each of them.</source>
            <translation>离开此项目会取消这些任务；项目保持每个任务开始之前的状态。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>My project</source>
            <translation>我的项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>New project</source>
            <translation>新建项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Open project</source>
            <translation>打开项目</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Save a copy as</source>
            <translation>另存副本</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>The project file is sound.</source>
            <translation>项目文件完好。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>{name} copy</source>
            <translation>{name} 副本</translation>
        </message>
    </context>
    <context>
        <name>RecentList</name>
        <message>
            <location filename="../../admanager/gui/pages/home/recent.py" />
            <source>Projects that you open are listed here. A project file (.adm) dropped on the window opens, too.</source>
            <translation>您打开过的项目会列在这里。把项目文件 (.adm) 拖放到窗口上也可以打开。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/recent.py" />
            <source>Take {name} off this list; the file stays</source>
            <translation>从列表中移除 {name}；文件会保留</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/recent.py" />
            <source>missing</source>
            <translation>已丢失</translation>
        </message>
    </context>
    <context>
        <name>RuleBuilder</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>Conditions without a value are left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>Counting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>Everyone. Add a condition to choose whom you mean.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>People for whom {rule}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>Share of all people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>Some of these people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>The rule as text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>This rule cannot be counted yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>This rule has {count:,} parts; edit it as text below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>age &gt;= 30 and job in ('admin.', 'services')</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>no consent column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>{count:,} people</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>{count:,} with consent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>{count} person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/builder.py" />
            <source>{share} of {total:,}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SavedModel</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Segment</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SegmentsView</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Add a condition first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>CSV files (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Delete…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Discard the changes?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Export people as CSV</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Export people as CSV…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Keeps the people who are in it when it is saved, instead of following its rule.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Make a copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>More actions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Name of the segment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>New segment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Saved segments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Segments that you save are listed here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>Static</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>The segment that you are building has not been saved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>{name} (copy {number})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/segments.py" />
            <source>{name} (copy)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Folder for exports</source>
            <translation>导出文件夹</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Folder for projects</source>
            <translation>项目文件夹</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>How many threads training and scoring may use; 0 takes all but one.</source>
            <translation>训练和评分可使用的线程数；0 表示除一个以外全部使用。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Is switched at once; nothing that you entered is lost.</source>
            <translation>立即切换；您输入的内容不会丢失。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Processor threads</source>
            <translation>处理器线程</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>System follows your desktop.</source>
            <translation>“跟随系统”与您的桌面保持一致。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Where dialogs for projects begin; empty is your documents folder.</source>
            <translation>项目对话框的起始位置；留空则为“文档”文件夹。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Where dialogs for reports, creatives and lists begin; empty is your documents folder.</source>
            <translation>报告、创意和名单对话框的起始位置；留空则为“文档”文件夹。</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Kept in {path}; nothing leaves this machine.</source>
            <translation>保存在 {path}；没有任何内容离开本机。</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>There is no such folder.</source>
            <translation>没有这样的文件夹。</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
    </context>
    <context>
        <name>TypedValues</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>2024-03-31</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>2024-03-31 18:30</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>and</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ValueList</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Find or add a value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Find, or type another value and press Enter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Space ticks a value, Esc closes the list.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/values.py" />
            <source>Values</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>core</name>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>({rule})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/changes.py" />
            <source>A column name holds a NUL character; rename the column in the source.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>A creative needs a name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>A field is longer than 1 MiB; shorten it in the source.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/traffic.py" />
            <source>A flight must last from 1 to {most} days; this one has {days}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>A quote is opened and never closed; close it, or double it where it is part of the text.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/checks.py" />
            <source>A required text does not fit; shorten it in the brand kit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>A row of {table} refers to a row that is gone from {parent}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>A segment's name has 1 to {limit} characters in one line.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/export.py" />
            <source>Ad {number} cannot be used at {size}: {problem}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/export.py" />
            <source>Ad {number} weighs {kilobytes} KB at {size}, and may weigh {limit}; take a calmer photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/brand.py" />
            <source>Add the picture “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/staging.py" />
            <source>All columns are left out; there is nothing to import.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/evaluation.py" />
            <source>All {rows:,} rows have the same outcome, so a model cannot be judged on them; take data with both.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/grammar.py" />
            <source>At character 1: expected a condition, such as age &gt;= 30.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/grammar.py" />
            <source>At character {position}: the quote {quote} is opened here but never closed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/product.py" />
            <source>Benchmarks come with the source, not with the installed program; run this in a checkout.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/story.py" />
            <source>Building segments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/texts.py" />
            <source>Cancelled; nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/brand.py" />
            <source>Change the brand kit of “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/audience.py" />
            <source>Clusters of people are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>Delete the segment “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>Delete {count} creatives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/statistics.py" />
            <source>Describing the columns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/story.py" />
            <source>Designing ads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/export.py" />
            <location filename="../../admanager/creative/pipeline.py" />
            <source>Drawing the ads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/checks.py" />
            <source>Elements cover each other.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/checks.py" />
            <source>Elements leave the ad.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/privacy.py" />
            <source>Erasing one person is not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/creatives.py" />
            <source>Evaluating image models on photos is not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/export.py" />
            <source>Export the segment “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/privacy.py" />
            <source>Finding personal data by its content is not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/story.py" />
            <source>Generating customers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/audience.py" />
            <source>Groups by recency, frequency and value are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/changes.py" />
            <source>Import {batch} is undone already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/changes.py" />
            <source>Import {later} changed rows of import {batch}; undo import {later} first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/load.py" />
            <source>Import “{file}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/notices.py" />
            <source>In {column}, day and month cannot be told apart; it is read as day first. Choose the order if that is wrong.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>Keep {count} creatives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/dataset.py" />
            <source>Learning from the table {table} is not part of this version yet; use profiles or impressions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/duplicates.py" />
            <source>Line {line} has the same {column} as line {first}; nothing was imported. Choose to skip, update or replace such rows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/privacy/person.py" />
            <source>Look at one person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/audience.py" />
            <source>Lookalikes are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/leaks.py" />
            <source>Looking for columns that know the future</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>Made {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>Mark a creative as favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/story.py" />
            <source>Mark the data as generated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>No column holds consent, so everyone counts as consenting; mark the column at import if there is one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/creatives.py" />
            <source>No column shows a trait of these people that designs respond to; the ads are for everyone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/market.py" />
            <source>No market with a mean CPM of {mean:.2f} gives a bid of {bid:.2f} a win rate of {share:.0%}; the possible rates are {low:.0%} to {high:.0%}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/privacy/person.py" />
            <source>No table holds a person with the key {key}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/population.py" />
            <source>Nobody is in the campaign's segments (or nobody there consented); widen a segment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/pipeline.py" />
            <source>Nobody is in the segment “{name}”; change its rule first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/jobs.py" />
            <source>Not enough memory.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>Not made by this program: {what}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/privacy/roles.py" />
            <source>Only people with a yes here are targeted or exported; a missing value is a no.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/privacy/roles.py" />
            <source>Personal data, kept as it came.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/creatives.py" />
            <source>PyTorch is not installed; the designs come from the rule grammar.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/column_data.py" />
            <source>Reading the columns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/staging.py" />
            <source>Reading {file}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>Rename the creative to “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>Rename the segment “{name}” to “{new_name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/privacy/roles.py" />
            <source>Replaced by a pseudonym at import.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/results.py" />
            <source>Reports are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/models.py" />
            <source>Response models are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/merge.py" />
            <source>Rows of {table} have the same {column} already, so it cannot be their key; nothing was imported.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>Rules on events, such as did('{event}'), are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>Save the segment “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/targets.py" />
            <source>Say which value of {column} is the one to predict (--positive); it has {values}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/privacy/roles.py" />
            <source>Says who a person is; rows of all tables are joined by it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/audience.py" />
            <source>Segments are exported as .csv; other formats are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>Segments refer to segments more than {limit} levels deep.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/selftest.py" />
            <source>Self-test: {step}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/campaigns.py" />
            <source>Simulated campaigns are not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/checks.py" />
            <source>The ad holds the forbidden word “{word}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/checks.py" />
            <source>The ad is nearly white or black and has no border.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/privacy.py" />
            <source>The anonymity of an export is not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>The archive {path} is damaged or cut off; get the file anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>The audit log was changed at entry {number}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/product.py" />
            <source>The benchmark {path} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/pipeline.py" />
            <source>The brand's name or legal line is too long for {size}; shorten it in the brand kit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/checks.py" />
            <source>The button's shape has a contrast of {value:.1f}, and needs 3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>The campaign file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>The cell does not fit its column, so it is left empty; mend it in the source or change the column's type.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/targets.py" />
            <source>The column {column} has fewer than two different values, so there is nothing to predict.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/targets.py" />
            <source>The column {column} has no value “{value}”; it has {values}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>The column {column} holds dates; {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>The column {column} holds numbers; {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>The column {column} holds text; {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>The column {column} holds yes or no; {advice}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>The database is damaged: {what}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/story.py" />
            <source>The demo is ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/decoder.py" />
            <source>The design generator was made for another version of the design (its input {name} has {found} numbers, not {width}); train it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>The disk that holds {path} is full; free some space and try again. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/changes.py" />
            <source>The entry is gone from {table}; it was deleted meanwhile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/training.py" />
            <source>The exported design model differs from the trained one by {difference:.2g}; it was not stored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/settle.py" />
            <source>The file has no column {column}; it has {columns}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/encoding.py" />
            <source>The file holds zero bytes, so it is not text; export it as CSV in UTF-8 and import that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>The folder {path} does not exist.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/render.py" />
            <source>The font {face} could not be loaded; install the program again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/copy.py" />
            <source>The forbidden words leave no wording for this ad; take some of them off the brand kit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>The key is there already, so the row was left out; choose “update” or “replace” to take it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/request.py" />
            <source>The model family {family} is not part of this version yet; use auto, dcn or logistic.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/render.py" />
            <source>The picture could not be written as PNG: {why}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/jobs.py" />
            <source>The program made a mistake ({name}); nothing was changed.</source>
            <translation>程序出错（{name}）；没有任何更改。</translation>
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>The project file reported an error: {what}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/population.py" />
            <source>The project has no profiles yet; import people before simulating a campaign.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>The project is being written at this moment; try again when that is done.</source>
            <translation>项目此刻正在被写入；请在完成后重试。</translation>
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>The project is closed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/brand.py" />
            <source>The project's brand kit cannot be read; save it anew on the Creatives page.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>The role hash is not part of this version yet; use drop or keep.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>The row has no key, so it could not be told whose it is; fill it in, or import without a key.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>The row has too few fields; add the missing delimiters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>The row has too many fields; put quotes round text that holds the delimiter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>The row holds a zero byte; remove it in the source.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>The row holds bytes that are no text in this encoding; choose another encoding or export the file anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/merge.py" />
            <source>The rows of {table} are told apart by {stored}, not by {key}; choose {stored} as the key, or give {key} another role.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/grammar.py" />
            <source>The rule is longer than {limit:,} characters; shorten it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/sql.py" />
            <source>The rule lists more than {limit:,} values; make it a static segment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/grammar.py" />
            <source>The rule nests more than {limit} levels deep; simplify it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>The segment “{name}” contains itself, by way of “{other}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>The segment “{name}” contains itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>The segment “{name}” is used in the campaign “{campaign}”; choose another segment there first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>The segment “{name}” is used in {uses}; remove it there first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/product.py" />
            <source>The self-test failed at: {steps}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/merge.py" />
            <source>The staged rows are not what was read ({rows} of {expected}); nothing was imported.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>The system refused: {reason}{where}.</source>
            <translation>系统拒绝了操作：{reason}{where}。</translation>
        </message>
        <message>
            <location filename="../../admanager/learning/dataset.py" />
            <location filename="../../admanager/project/tables.py" />
            <source>The table {table} has no column {column}; it has {columns}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/columns.py" />
            <source>The table {table} is being changed by another program; try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/tables.py" />
            <source>The table {table} is empty; import data into it first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>The template {name} is not part of this version yet; use blank.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/checks.py" />
            <source>The text “{kind}” has a contrast of {value:.1f}, and needs {needed:.1f}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/jobs.py" />
            <source>The worker process ended unexpectedly (exit code {code}); nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/jobs.py" />
            <source>The worker process failed ({name}: {message}); nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>There are no profiles yet; import some first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/evaluation.py" />
            <source>There are no rows to evaluate the model on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>There is a creative “{name}” already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>There is a segment “{name}” already; choose another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/product.py" />
            <source>There is no benchmark {name}; there are: {known}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>There is no campaign file at {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>There is no column {name}; did you mean {near}?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>There is no column {name}; the columns are {columns}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>There is no creative “{name}” in the project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/generator.py" />
            <source>There is no design generator “{name}” in the project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <location filename="../../admanager/ingest/source.py" />
            <source>There is no file at {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/changes.py" />
            <source>There is no import with the number {batch} in this project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>There is no mapping at {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/brand.py" />
            <source>There is no picture “{name}” in the project; add it to the brand kit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>There is no project file at {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>There is no segment “{name}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>There is no segment “{name}”; no segment has been saved yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>There is no segment “{name}”; the segments are {known}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/load.py" />
            <source>There is no table {table}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/statistics.py" />
            <location filename="../../admanager/project/tables.py" />
            <source>There is no table {table}; the tables are {tables}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>There is no template {name}; use blank.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/traffic.py" />
            <source>There is no time zone “{name}”; write one such as Europe/Lisbon.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>There is not enough memory for this; close other programs or take a smaller part of the data.</source>
            <translation>内存不足，无法完成；请关闭其他程序或使用较少的数据。</translation>
        </message>
        <message>
            <location filename="../../admanager/learning/dataset.py" />
            <source>There is too little to learn from: {rows:,} rows, {positives:,} of them with {target} = {positive}; at least {min_rows} rows with {min_each} of each outcome are needed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/decoder.py" />
            <source>This ONNX file is not a design generator of AdManager.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/generator.py" />
            <source>Train the design model “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/creatives.py" />
            <source>Training image models on photos is not part of this version yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/generator.py" />
            <source>Training needs PyTorch, which is not installed here; designs come from the rule grammar.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/training.py" />
            <source>Training the design model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/export.py" />
            <source>Two of the designs are the same draw of the same seed; export them one after the other.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>Undid import {batch}: removed {removed:,} rows, restored {restored:,}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <location filename="../../admanager/ingest/load.py" />
            <source>Undo import {batch}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/library.py" />
            <source>Unmark a favourite creative</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/export.py" />
            <source>Writing the members</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/load.py" />
            <source>Writing {rows:,} rows into the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a 7-Zip archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a JSON file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a PDF document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a Parquet file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a RAR archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a SQLite database</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a Zstandard archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a bzip2 archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>a closing quote</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>a date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>a date with a time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>a key that is not there yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>a number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>a picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>a value in the key column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>a whole number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>an Excel workbook or another Office document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>an old Excel or Word file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>an xz archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/response.py" />
            <source>assumed rate of {rate:.2%}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>compare it with = or !=</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>did “{event}” at least once</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>did “{event}” with {conditions}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>fields of at most 1 MiB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>is in the segment “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>is not in the segment “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/response.py" />
            <source>model “{model}” with its own mean of {rate:.2%}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/response.py" />
            <source>model “{model}”, shifted to a mean of {rate:.2%}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>never did “{event}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>no</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>not ({rule})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>put the value in quotes: '{value}'</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/response.py" />
            <source>rate of {rate:.2%} from the plan</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>text in the chosen encoding</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>text without zero bytes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>write a number without quotes instead of '{value}'</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>write one as '2024-03-31' in quotes instead of '{value}'</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>write one as '2024-03-31' or '2024-03-31 18:30' in quotes instead of '{value}'</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>write true or false instead of '{value}'</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>yes or no</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/notices.py" />
            <source>{cells:,} cells did not fit their column and were left empty; the list of rejects names them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is above {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is at least {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is at most {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is below {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/notices.py" />
            <source>{column} is empty or repeats in some rows, so it is not taken as the key; if a row is something that a person did, import the file as events.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is none of {values}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is none of {values} and {more} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is not {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is one of {values} and {more} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/dataset.py" />
            <source>{column} is the target; a model cannot learn from it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is {values} or {last}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{column} is {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/rejects.py" />
            <source>{count} fields</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/merge.py" />
            <source>{count} rows have a {column} that is in the project already; nothing was imported. Choose to skip, update or replace such rows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{count} rows of {table} belong to no import.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/notices.py" />
            <source>{file} holds no rows below its header.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/creatives.py" />
            <source>{file} is no brand kit: {field}: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/notices.py" />
            <source>{file} was imported before, as import {batch} on {day}; its rows are there twice now unless a key holds them apart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>{file}: imported {rows:,} of {read:,} rows into {table} as import {batch}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>{file}: {rows:,} of {read:,} rows would be imported into {table}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{first} and {second}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/words.py" />
            <source>{first} or {second}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>{name} cannot be used. {problems}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/render.py" />
            <source>{name} is not a picture that can be read; use PNG, JPEG or SVG.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>{name} is not valid TOML: {what}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} cannot be opened; check the folder and its permissions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/export.py" />
            <source>{path} cannot be written: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} could not be read or written; check the disk.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/story.py" />
            <source>{path} exists already; choose another folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} exists already; choose another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/readers/delimited.py" />
            <source>{path} has {count} columns; a table can take {most}. Leave some out, or choose another delimiter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>{path} holds {count} files; unpack it and import the one that you want.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} is a database, but not an AdManager project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>{path} is a folder; choose one file in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} is being written by another program; try again when it is done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} is being written by {program} (process {pid}); try again when it is done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} is damaged; open a backup copy of it instead.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/staging.py" />
            <source>{path} is empty; there is nothing to import.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>{path} is locked with a password; unpack it first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>{path} is no mapping of an import: {where}: {what}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>{path} is not a campaign file: it is not UTF-8 text.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} is not an AdManager project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/cli/data.py" />
            <source>{path} is sound.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>{path} is {kind}, which this version does not read; it reads delimited text such as CSV and TSV, also packed with gzip or zip.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/source.py" />
            <source>{path} may not be read; check its permissions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} may not be written; check its permissions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} was changed by another program and is not opened: {what}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/staging.py" />
            <source>{path} was changed while it was read; import it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>{path} was made by a newer AdManager (file version {version}); update the program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/load.py" />
            <source>{read} rows were read, but {accounted} accounted for; nothing was imported.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/notices.py" />
            <source>{rejected:,} of {rows:,} rows were not taken; the list of rejects says why.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/notices.py" />
            <source>{rows:,} rows repeat a {column} of the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/demo/selftest.py" />
            <source>{what}: found {found}, expected {wanted}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/binding.py" />
            <source>“contains”, “starts with” and “ends with” search in text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/findings.py" />
            <source>“{column}” has a different value in nearly every row, like an identifier; it says nothing about new people.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/findings.py" />
            <source>“{column}” has the role {role}, which is not known, or not to be used, when the model is asked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/findings.py" />
            <source>“{column}” has the same value in every row.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/findings.py" />
            <source>“{column}” is free text with hardly any repeated value; there is nothing in it to learn by.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/learning/findings.py" />
            <source>“{column}” was left out on request.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>“{path}” is missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>“{path}” is not a setting of a campaign.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>“{path}” is wrong: {what}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/ingest/settle.py" />
            <source>“{role}” is no role of a column of {table}; the roles are {roles}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>“{setting}” does not lead to a setting of this campaign; lists count from 0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/simulation/campaign.py" />
            <source>“{setting}” is not a setting; write key=value, such as budget.daily=20.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/creative/sizes.py" />
            <source>“{size}” is not a standard ad size; choose from {sizes}.</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
