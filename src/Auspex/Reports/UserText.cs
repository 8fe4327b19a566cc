using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Search.Extraction;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>Users as reports show them.</summary>
internal static class UserText
{
    /// <summary>Stands for a user that no record names, as the tools print it.</summary>
    public const int Unnamed = -2;

    /// <summary>Adds the login user of an event: a signed number, or a name.</summary>
    /// <param name="facts">The event.</param>
    /// <param name="names">Names of this machine, asked where the record carries none; null for the number.</param>
    /// <param name="output">Where to.</param>
    public static void AppendAuid(EventFacts facts, IUserNames? names, ByteBuffer output)
    {
        var id = facts.Has(FactSet.Auid) ? facts.Auid : unchecked((uint)Unnamed);
        Append(id, facts.AuidName, names, output);
    }

    /// <summary>Adds the user of an event, likewise.</summary>
    public static void AppendUid(EventFacts facts, IUserNames? names, ByteBuffer output) =>
        Append(facts.Has(FactSet.Uid) ? facts.Uid : unchecked((uint)Unnamed), facts.UidName, names, output);

    private static void Append(uint id, ReadOnlySpan<byte> said, IUserNames? names, ByteBuffer output)
    {
        if (names is null) output.AppendDecimal(unchecked((int)id));
        else if (id != FieldValue.UnsetId && !said.IsEmpty) output.Append(said);
        else Identity.AppendUser(id, names, output);
    }
}
