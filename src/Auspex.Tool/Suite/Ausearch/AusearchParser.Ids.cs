using System.Globalization;
using System.Text;
using Auspex.Search.Criteria;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

internal sealed partial class AusearchParser
{
    /// <summary>Options that give a user or a group.</summary>
    private bool ApplyIds(in GivenOption given)
    {
        var argument = given.Argument;
        switch (given.Option.Name)
        {
            case "uid":
                criteria = criteria with { Uid = Unset(UserOf(argument, "User ID")) };
                break;
            case "uid-effective":
                criteria = criteria with { Euid = Unset(UserOf(argument, "Effective user ID")) };
                break;
            case "uid-all":
                criteria = criteria with { AnyUid = Unset(UserOf(argument, "User ID")) };
                break;
            case "loginuid":
                criteria = criteria with { Auid = UserOf(argument, "Login user ID") };
                break;
            case "gid":
                criteria = criteria with { Gid = Unset(GroupOf(argument, "Group ID")) };
                break;
            case "gid-effective":
                criteria = criteria with { Egid = Unset(GroupOf(argument, "Effective group ID")) };
                break;
            case "gid-all":
                criteria = criteria with { AnyGid = Unset(GroupOf(argument, "Group ID")) };
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>As in the tools, 4294967295 asks for nothing; only login users can be unset.</summary>
    private static IdCriterion? Unset(IdCriterion id) => id is { IsName: false, Id: uint.MaxValue } ? null : id;

    private IdCriterion UserOf(string text, string what)
    {
        if (text.StartsWith('-') && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var negative))
        {
            return new IdCriterion(unchecked((uint)negative));
        }

        return StartsWithDigit(text) ? new IdCriterion(IdOf(text, "user")) : Named(text, host.FindUser(text), what);
    }

    private IdCriterion GroupOf(string text, string what) =>
        StartsWithDigit(text) ? new IdCriterion(IdOf(text, "group")) : Named(text, host.FindGroup(text), what);

    private static uint IdOf(string text, string what) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : throw new SuiteFailure($"Numeric {what} ID conversion error ({(IsDigits(text) ? OutOfRange : Invalid)}) for {text}");

    /// <summary>
    /// A name that this machine does not know may stand in records that another machine enriched: docs/differences.md, foreign-names. What
    /// 4.2.2 says of it at once is said when nothing is found.
    /// </summary>
    private IdCriterion Named(string name, uint? id, string what)
    {
        if (name.Length == 0) throw new SuiteFailure($"{what} is non-numeric and unknown ()");
        if (id is null) settings = settings with { UnknownName = settings.UnknownName ?? $"{what} is non-numeric and unknown ({name})" };
        return new IdCriterion(Encoding.UTF8.GetBytes(name), id);
    }
}
