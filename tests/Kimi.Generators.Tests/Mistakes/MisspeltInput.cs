// Mistake: I wrote 'wram' for 'warm'
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("wram", Seed = 7)]
public abstract partial class WarmStart
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Curated();

    [Demonstrations<AdditionSteps>(PerProblem = 2)]
    public abstract Demonstrations Traces(PromptSet curated);

    [InitializeTransformer(Layers = 6, HiddenSize = 192)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_200, LearningRate = 1e-3)]
    public abstract Policy Warm(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, MaxResponseTokens = 96)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy {|KIMI2001:wram|}, PromptSet curated);
}
