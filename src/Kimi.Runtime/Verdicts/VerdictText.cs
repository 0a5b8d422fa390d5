using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Verdicts;

/// <summary>Verdicts in words.</summary>
internal static class VerdictText
{
    /// <summary>What a verdict says.</summary>
    public static string Describe(this Verdict verdict) => verdict switch
    {
        Verdict.Scored { Rule: "" } scored => scored.Value.ToString("R", CultureInfo.InvariantCulture),
        Verdict.Scored scored => string.Create(CultureInfo.InvariantCulture, $"{scored.Value:R} by {scored.Rule}"),
        Verdict.Unscorable unscorable => unscorable.Why,
        // The type of an exception is for whoever looks for its cause, in the log of rollouts.
        Verdict.Fault fault when fault.Type.EndsWith("Exception", StringComparison.Ordinal) => fault.Message.TrimEnd('.'),
        Verdict.Fault fault => $"{fault.Type}: {fault.Message.TrimEnd('.')}",
        Verdict.TimedOut timedOut => $"no verdict within {timedOut.Limit.TotalSeconds:0.###} s",
        _ => verdict.ToString(),
    };
}
