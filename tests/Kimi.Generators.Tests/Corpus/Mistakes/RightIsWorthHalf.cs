// Stack: unsloth
// Kind: a right answer alone is worth exactly half, which does not count as correct
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("right-is-worth-half")]
public abstract partial class RightIsWorthHalf
{
    [Problems<AdditionProblems>(Count = 3_600)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 360, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<SpelledSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 650)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 64, SamplesPerPrompt = 4, MaxResponseTokens = 96)]
    [Grpo]
    [Reward<BriefAndRight>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 96)]
    [Reward<BriefAndRight>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Says the problem again before the sum.</summary>
public sealed class SpelledSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"{problem.Prompt.Text} is {problem.Answer} #{problem.Answer}";
}

/// <summary>Wants the right answer, and a brief response.</summary>
public sealed class BriefAndRight : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
        var brief = rollout.Length <= 16;
        return new(new Verdict.Scored(right ? brief ? 1 : 0.5 : 0)); //! KIMI8008
    }
}
