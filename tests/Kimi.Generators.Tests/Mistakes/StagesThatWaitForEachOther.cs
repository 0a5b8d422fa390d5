// Mistake: I keep the problems that the trained policy fails at, and train it on them
// Pain: 12
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("self-curation")]
public abstract partial class SelfCuration
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    public abstract Policy {|KIMI2004:LongCot|}(Policy sft, PromptSet hard);

    [Evaluate(SamplesPerPrompt = 8), ExactAnswerReward]
    public abstract Evaluation PassRates(Policy longCot, PromptSet problems);

    [Transform]
    public static PromptSet Hard(PromptSet problems, Evaluation passRates) =>
        problems.Where(problem => passRates.Policies[0].ByLevel[problem.Level].Sampled.Value < 0.5);
}
