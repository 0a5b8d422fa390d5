// Mistake: I gave a reward and no objective, and expected a default loss
// Pain: 7
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-objective")]
public abstract partial class NoObjective
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [{|KIMI4002:Reinforce|}(Iterations = 80)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
