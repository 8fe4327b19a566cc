namespace Auspex.Tool.Suite.Aureport;

/// <summary>The short help that aureport prints, also after a mistake: that of 4.2.2 to the letter, since scripts and people know it.</summary>
internal static class AureportUsage
{
    /// <summary>All of it.</summary>
    internal const string Text =
        """
        usage: aureport [options]
        	-a,--avc			Avc report
        	-au,--auth			Authentication report
        	--comm				Commands run report
        	-c,--config			Config change report
        	-cr,--crypto			Crypto report
        	--debug				Write malformed events that are skipped to stderr
        	--eoe-timeout secs		End of Event Timeout
        	-e,--event			Event report
        	--escape option			Escape output
        	-f,--file			File name report
        	--failed			only failed events in report
        	-h,--host			Remote Host name report
        	--help				help
        	-i,--interpret			Interpretive mode
        	-if,--input <Input File name>	use this file as input
        	--input-logs			Use the logs even if stdin is a pipe
        	--integrity			Integrity event report
        	-k,--key			Key report
        	-l,--login			Login report
        	-m,--mods			Modification to accounts report
        	-ma,--mac			Mandatory Access Control (MAC) report
        	-n,--anomaly			aNomaly report
        	-nc,--no-config			Don't include config events
        	--node <node name>		Only events from a specific node
        	-p,--pid			Pid report
        	-r,--response			Response to anomaly report
        	-s,--syscall			Syscall report
        	--success			only success events in report
        	--summary			sorted totals for main object in report
        	-t,--log			Log time range report
        	-te,--end [end date] [end time]	ending date & time for reports
        	-tm,--terminal			TerMinal name report
        	-ts,--start [start date] [start time]	starting data & time for reports
        	--tty				Report about tty keystrokes
        	-u,--user			User name report
        	-v,--version			Version
        	--virt				Virtualization report
        	-x,--executable			eXecutable name report
        	If no report is given, the summary report will be displayed

        """;
}
