<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>About AdManager</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>An offline lab for marketers. Your data stays on this machine: there is no account, no server and no telemetry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Licence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Made with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Version {version}, under the MIT licence</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ActivityPanel</name>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Activity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Close the activity panel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>Imports, trainings and simulations show up here while they run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/activity.py" />
            <source>{count} jobs are running</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AttributeDetail</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>25 % above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>25 % below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>5 % above</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/attributes.py" />
            <source>5 % below</source>
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
            <translation type="unfinished" />
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
            <source>{share} missing ({count:,})</source>
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
        <name>Banner</name>
        <message>
            <location filename="../../admanager/gui/widgets/basics.py" />
            <source>Close this message</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Chart</name>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Chart actions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Copy description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Copy picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Save as {kind}…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Save the chart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Show everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>Show {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>View as chart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart.py" />
            <source>View as table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart_data.py" />
            <source>{name}, high</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart_data.py" />
            <source>{name}, low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/chart_data.py" />
            <source>{name}: {count} values from {low} to {high}, the last {last}.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <location filename="../../admanager/gui/palette.py" />
            <source>Find a page or an action</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/palette.py" />
            <source>Nothing fits.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;Go</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>About AdManager</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Activity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Check the project file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Close project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Find an action…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <location filename="../../admanager/gui/window.py" />
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>New project…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open log folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open project…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open recent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Open the demo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Save a copy as…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Show in folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <location filename="../../admanager/gui/window.py" />
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/commands.py" />
            <source>{name} (missing)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CrashNote</name>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>AdManager ended unexpectedly last time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>It was started at {time} and had “{name}” open. Everything up to the last finished operation is in the file; an unfinished one left no trace.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>It was started at {time}; no project was open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Open log folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Open the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/crash_note.py" />
            <source>Report</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DataTable</name>
        <message>
            <location filename="../../admanager/gui/widgets/table.py" />
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <location filename="../../admanager/gui/widgets/dialogs.py" />
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ErrorDialog</name>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Open log folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>That did not work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>The program made a mistake</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/errors.py" />
            <source>Your project is as it was before. The details below help whoever looks after the program; nothing was sent anywhere.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <location filename="../../admanager/gui/format.py" />
            <source>{hours} h {minutes} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/format.py" />
            <source>{minutes} min {seconds} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/format.py" />
            <source>{seconds} s</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Activity (Ctrl+J)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Find an action</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>No project</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HomePage</name>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>A CSV, Excel, JSON or Parquet file with one row for each person.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>A rule such as age &gt;= 30; the count follows while you type.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>AdManager turns the customer data that you have into segments, response models, creatives and a campaign that was tried in simulation first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Audience</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Banners in the standard sizes, from your brand and your texts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Bring in the customer data you have</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Budget, flight, bids, frequency cap, segments and creatives.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Build a first segment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Campaigns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Creatives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Design creatives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Everything stays in one file on this machine: no account, no server, no telemetry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Find the people who matter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Generate ads in your brand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Audience</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Campaigns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Creatives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Go to Results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>How it works</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Import your customers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>It learns from past answers who is likely to respond.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Learn who responds, and why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>New project…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Next step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Open project…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Open the demo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Plan a campaign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Plan campaigns on your own data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Plan, and simulate before you spend</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Read the results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Read, share and learn from it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Recent projects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Reports of your runs, with the method and the seed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Segments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Simulate the campaign</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>The demo runs the whole loop on people that the program makes up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>The people of this project were made up by the program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Train a response model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>Try the plan on your own people before a cent is spent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>last: {name}, {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>{count:,} events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/view.py" />
            <source>{count} event</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>JobProgress</name>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Cancelled; nothing was changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Cancelling…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Done in {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>Waiting for another job that writes to the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/widgets/progress.py" />
            <source>about {time} left</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
        <name>MainWindow</name>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>AdManager</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Cancel the jobs and close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Closing the window cancels them; the project stays as it was before each of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Go to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Jobs are running</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/window.py" />
            <source>Opening {name}…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Audience</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Campaigns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Creatives</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Pages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Privacy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/__init__.py" />
            <source>Results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/navigation.py" />
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>A project is one file that holds your data, segments, models, creatives and runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>Go to Home</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>No project is open</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PageContext</name>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>Done again: {what}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/page.py" />
            <source>Undone: {what}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProjectActions</name>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>AdManager projects (*.adm)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Build the demo project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Cancel the jobs and go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Check the project file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Copy the project to {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Jobs are running</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Leaving this project cancels them; it stays as it was before each of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>My project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>New project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Open project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>Save a copy as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>The project file is sound.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/project_actions.py" />
            <source>{name} copy</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecentList</name>
        <message>
            <location filename="../../admanager/gui/pages/home/recent.py" />
            <source>Projects that you open are listed here. A project file (.adm) dropped on the window opens, too.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/recent.py" />
            <source>Take {name} off this list; the file stays</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/home/recent.py" />
            <source>missing</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SavedModel</name>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>People</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/pages/audience/model.py" />
            <source>Segment</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Folder for exports</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Folder for projects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>How many threads training and scoring may use; 0 takes all but one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Is switched at once; nothing that you entered is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Processor threads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>System</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>System follows your desktop.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Where dialogs for projects begin; empty is your documents folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings.py" />
            <source>Where dialogs for reports, creatives and lists begin; empty is your documents folder.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Choose a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Kept in {path}; nothing leaves this machine.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/settings_dialog.py" />
            <source>There is no such folder.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/help_dialogs.py" />
            <source>Keyboard shortcuts</source>
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
            <location filename="../../admanager/creative/library.py" />
            <source>Keep {count} creatives</source>
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
            <location filename="../../admanager/creative/library.py" />
            <source>Mark a creative as favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/audience/segments.py" />
            <source>No column holds consent, so everyone counts as consenting; mark the column at import if there is one.</source>
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
            <location filename="../../admanager/ingest/staging.py" />
            <source>Reading {file} again, as some columns hold other data further on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/project/file.py" />
            <source>Redo</source>
            <translation type="unfinished" />
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
            <location filename="../../admanager/creative/render.py" />
            <source>The picture could not be written as PNG: {why}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../admanager/gui/jobs.py" />
            <source>The program made a mistake ({name}); nothing was changed.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <location filename="../../admanager/gui/errors.py" />
            <source>The system refused: {reason}{where}.</source>
            <translation type="unfinished" />
        </message>
        <message>
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
            <location filename="../../admanager/audience/statistics.py" />
            <location filename="../../admanager/project/tables.py" />
            <source>There is no table {table}; the tables are {tables}.</source>
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
            <location filename="../../admanager/project/file.py" />
            <source>Undo</source>
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
            <location filename="../../admanager/project/file.py" />
            <source>{count} rows of {table} belong to no import.</source>
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
            <location filename="../../admanager/audience/binding.py" />
            <source>“contains”, “starts with” and “ends with” search in text</source>
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
