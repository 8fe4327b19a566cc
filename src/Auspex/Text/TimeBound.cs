namespace Auspex.Text;

/// <summary>Which end of a range of time is meant.</summary>
internal enum TimeBound
{
    /// <summary><c>--start</c>: a time left out is 00:00:00.</summary>
    Start,

    /// <summary><c>--end</c>: a time left out is the current one.</summary>
    End,
}
