using Auspex.Records;

namespace Auspex.Tool.Suite.AudispSyslog;

/// <summary>Where the texts of records go.</summary>
internal interface ISyslogOutput
{
    /// <summary>True when texts have a NUL at their end.</summary>
    bool WantsNul { get; }

    /// <summary>True when line ends belong to texts.</summary>
    bool WantsLineEnd { get; }

    /// <summary>Takes the text of one record.</summary>
    void Take(in RecordView record, ReadOnlySpan<byte> text);
}
