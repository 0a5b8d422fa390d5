// Stack: unsloth
// Kind: a reward parses the response as a number, and throws on every other one
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("parse-of-the-response")]
public abstract partial class ParseOfTheResponse
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<NearTheAnswer>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class NearTheAnswer : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = double.Parse(rollout.Text, CultureInfo.InvariantCulture); //! KIMI8020
        var wanted = double.Parse(problem.Answer, CultureInfo.InvariantCulture);
        return new(Verdict.Of(Math.Abs(said - wanted) < 0.5));
    }
}
