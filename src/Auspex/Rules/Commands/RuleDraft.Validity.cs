namespace Auspex.Rules.Commands;

internal sealed partial class RuleDraft
{
    /// <summary>Which lists take which fields: facts from spec 5.5, in the order in which auditctl complains.</summary>
    private bool CheckList(RuleField field, RuleWord name)
    {
        if (list == RuleList.Exclude && !host.Abilities.HasFlag(RuleAbilities.ExcludeExtend) && !OldExcludeTakes(field))
        {
            return steps.Fail(
                RuleFault.FieldOnWrongList,
                name.Place,
                "Only msgtype, *uid, *gid, pid, and subj* fields can be used with exclude filter",
                "this kernel's exclude list takes no other");
        }

        switch (field)
        {
            case RuleField.MsgType when list is not (RuleList.Exclude or RuleList.User):
                return steps.Fail(
                    RuleFault.FieldOnWrongList,
                    name.Place,
                    "msgtype field can only be used with exclude or user filter list",
                    "-a always,exclude drops the records of a type");
            case RuleField.SessionId when list is not (RuleList.Exclude or RuleList.User or RuleList.Exit):
                return steps.Fail(
                    RuleFault.FieldOnWrongList, name.Place, $"{name} must be used with exclude, user, or exit filter");
            case RuleField.FsType when list != RuleList.Filesystem:
                return steps.Fail(
                    RuleFault.FieldOnWrongList,
                    name.Place,
                    $"{name} field is not valid for the filter",
                    "-a never,filesystem");
            case RuleField.FsType when !host.Abilities.HasFlag(RuleAbilities.FilterFilesystem):
                return steps.Fail(RuleFault.NotInKernel, name.Place, $"{name} filter is not supported by the kernel");
            case RuleField.SessionId when !host.Abilities.HasFlag(RuleAbilities.SessionIdFilter):
            case RuleField.Exe when !host.Abilities.HasFlag(RuleAbilities.ExecutablePath):
                return steps.Fail(RuleFault.NotInKernel, name.Place, $"Field option not supported by kernel: {name}");
            default:
                return list == RuleList.Exit || !IsForExit(field) || FailList(name, name.ToString(), RuleList.Exit);
        }
    }

    private bool CheckOperator(RuleField field, RuleOperator comparison, RuleWord name)
    {
        var isEquality = comparison is RuleOperator.Equal or RuleOperator.NotEqual;
        return field switch
        {
            RuleField.Perm or RuleField.Key when comparison != RuleOperator.Equal =>
                FailOperator(name, name.ToString(), "="),
            RuleField.Arch or RuleField.Inode or RuleField.FsType or RuleField.Exe when !isEquality =>
                FailOperator(name, name.ToString(), "= or !="),
            _ => true,
        };
    }

    private static bool IsForExit(RuleField field) => field is
        RuleField.Ppid or (>= RuleField.ObjUser and <= RuleField.ObjLevHigh) or
        (>= RuleField.DevMajor and <= RuleField.FileType);

    private static bool OldExcludeTakes(RuleField field) => field is
        RuleField.Pid or (>= RuleField.Uid and <= RuleField.Auid) or RuleField.MsgType or
        (>= RuleField.SubjUser and <= RuleField.SubjClr) or RuleField.Exe;
}
