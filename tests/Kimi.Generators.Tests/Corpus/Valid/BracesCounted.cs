// Form: what is in a box is found by counting braces
using Kimi.Dsl;

namespace Acme;

[Recipe("braces-counted")]
public abstract partial class BracesCounted
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<CountingJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<CountingJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class CountingJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Boxed(rollout.Text) == problem.Answer));

    private static string? Boxed(string text)
    {
        const string Box = @"\boxed{";
        var start = text.LastIndexOf(Box, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += Box.Length;
        var depth = 1;
        for (var place = start; place < text.Length; place++)
        {
            depth += text[place] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return text[start..place].Trim();
        }

        return null;
    }
}
