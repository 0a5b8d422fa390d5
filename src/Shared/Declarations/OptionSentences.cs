namespace Kimi.Shared.Declarations;

/// <summary>The messages of KIMI5001: at build time for attributes, at start for values from files and the command line.</summary>
internal static class OptionSentences
{
    /// <summary>A number out of bounds.</summary>
    public static string OutOfRange(string option, string value, string minimum, string maximum, bool minimumIsExclusive, bool maximumIsExclusive) =>
        $"{option} is {value}, outside {minimum}{Excluded(minimumIsExclusive)} to {maximum}{Excluded(maximumIsExclusive)}: give it a value in that range";

    /// <summary>A text or list that is too short.</summary>
    public static string TooShort(string option, string value, int minimum) =>
        $"{option} is {value}, shorter than its least length of {minimum}: give it a longer value";

    /// <summary>A text or list that is too long.</summary>
    public static string TooLong(string option, string value, int maximum) =>
        $"{option} is {value}, longer than its greatest length of {maximum}: give it a shorter value";

    /// <summary>A value that is not one of those allowed.</summary>
    public static string NotAllowed(string option, string value, string allowed) =>
        $"{option} is {value}, which is not one of {allowed}: give it one of those";

    /// <summary>A value that is one of those not allowed.</summary>
    public static string Denied(string option, string value) => $"{option} cannot be {value}: give it another value";

    /// <summary>A value that a rule of the option does not allow.</summary>
    public static string Denied(string option, string value, string why) => $"{option} cannot be {value}: {why}";

    /// <summary>A text that does not have the form.</summary>
    public static string NoMatch(string option, string value, string pattern) =>
        $"{option} is {value}, which does not match the pattern \"{pattern}\": write it in that form";

    private static string Excluded(bool isExclusive) => isExclusive ? " (excluded)" : "";
}
