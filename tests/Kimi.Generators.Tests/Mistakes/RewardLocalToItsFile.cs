// Mistake: I declared my reward 'file', next to the recipe
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("polite")]
public abstract partial class Polite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent]
    [{|KIMI1010:Reward<SaysPlease>|}]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

file sealed class SaysPlease : IReward<MathProblem>
{
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains("please", StringComparison.Ordinal)));
}
