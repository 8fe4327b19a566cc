using System.Globalization;

namespace Auspex.Rules.Lint;

/// <summary>How kinds of findings are shown, and how bad they are.</summary>
internal static class LintCodes
{
    /// <summary>The form in reports: <c>AL201</c>.</summary>
    public static string Text(LintCode code) => string.Create(CultureInfo.InvariantCulture, $"AL{(int)code}");

    /// <summary>The kind of what a reader of rules found.</summary>
    public static LintCode Of(RuleFault fault) => fault switch
    {
        RuleFault.UnknownOption => LintCode.UnknownOption,
        RuleFault.StrayWord => LintCode.StrayWord,
        RuleFault.NoOption => LintCode.NoOption,
        RuleFault.WrongCompany => LintCode.WrongCompany,
        RuleFault.BadOptionValue => LintCode.BadOptionValue,
        RuleFault.NestedFile => LintCode.NestedFile,
        RuleFault.BadKeyword => LintCode.BadKeyword,
        RuleFault.PossibleAction => LintCode.PossibleAction,
        RuleFault.SecondRule => LintCode.SecondRule,
        RuleFault.NoList => LintCode.NoList,
        RuleFault.NoSyscallsOnList => LintCode.NoSyscallsOnList,
        RuleFault.UnknownSyscall => LintCode.UnknownSyscall,
        RuleFault.ArchMismatch => LintCode.ArchMismatch,
        RuleFault.WatchInRule => LintCode.WatchInRule,
        RuleFault.BadPath => LintCode.BadPath,
        RuleFault.OddPath => LintCode.OddPath,
        RuleFault.BadPermission => LintCode.BadPermission,
        RuleFault.PermissionAlone => LintCode.PermissionAlone,
        RuleFault.KeyAlone => LintCode.KeyAlone,
        RuleFault.BadKey => LintCode.BadKey,
        RuleFault.NoOperator => LintCode.NoOperator,
        RuleFault.NoFieldName => LintCode.NoFieldName,
        RuleFault.NoValue => LintCode.NoValue,
        RuleFault.UnknownField => LintCode.UnknownField,
        RuleFault.TooManyFields => LintCode.TooManyFields,
        RuleFault.FieldOnWrongList => LintCode.FieldOnWrongList,
        RuleFault.OperatorNotTaken => LintCode.OperatorNotTaken,
        RuleFault.NotNumber => LintCode.NotNumber,
        RuleFault.ValueTooBig => LintCode.ValueTooBig,
        RuleFault.NumberCut => LintCode.NumberCut,
        RuleFault.ArchMisplaced => LintCode.ArchMisplaced,
        RuleFault.UnknownArch => LintCode.UnknownArch,
        RuleFault.NoSuchBits => LintCode.NoSuchBits,
        RuleFault.UnknownAccount => LintCode.UnknownAccount,
        RuleFault.UnknownName => LintCode.UnknownName,
        RuleFault.NotInKernel => LintCode.NotInKernel,
        RuleFault.Incomparable => LintCode.Incomparable,
        RuleFault.LineTooLong => LintCode.LineTooLong,
        RuleFault.TooManyRules => LintCode.TooManyRules,
        RuleFault.SlowWatch => LintCode.OldWatch,
        RuleFault.SlowPermission => LintCode.PermWithoutArch,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>How bad a finding of the checks of a set is; what the reader of a line finds brings its own severity.</summary>
    public static RuleSeverity SeverityOf(LintCode code) => code switch
    {
        LintCode.NeverTask or
            LintCode.SyscallNotHere or
            LintCode.DeletesNothing or
            LintCode.DirectoryMissing or
            LintCode.LockNotLast or
            LintCode.BehindLock => RuleSeverity.Error,
        LintCode.TooManyRules or
            LintCode.MountBelow or
            LintCode.PathIsDirectory or
            LintCode.ContinuesOnErrors or
            LintCode.OldWatch or
            LintCode.PermWithoutArch or
            LintCode.CostlyFirst or
            LintCode.SearchCut or
            LintCode.KeyWithoutEvents => RuleSeverity.Note,
        _ => RuleSeverity.Warning,
    };
}
