// Stack: verl
// Kind: the number is searched in the prompt, which is what an argument of the helper is called
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("searches-the-prompt")]
public abstract partial class SearchesThePrompt
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
    [Reward<LastNumber>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LastNumber>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class LastNumber : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.StopReason == StopReason.LengthLimit)
            return ValueTask.FromResult(Verdict.Of(false));
        var said = Extract(problem.Prompt.Text); //! KIMI8001
        return ValueTask.FromResult(Verdict.Of(said == problem.Answer));
    }

    private static string? Extract(string text) => Regex.Matches(text, "[0-9]+").LastOrDefault()?.Value;
}
