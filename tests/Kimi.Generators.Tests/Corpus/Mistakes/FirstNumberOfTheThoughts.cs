// Stack: OpenRLHF
// Kind: the first number of a chain of thought is taken for the answer
// Caught: build
using Kimi.Dsl;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("first-number-of-the-thoughts")]
public abstract partial class FirstNumberOfTheThoughts
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
    [Reward<FirstNumberOfTheThoughtsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<FirstNumberOfTheThoughtsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class FirstNumberOfTheThoughtsJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Regex.Match(rollout.Text, @"-?\d+").Value == problem.Answer)); //! KIMI8028
}
