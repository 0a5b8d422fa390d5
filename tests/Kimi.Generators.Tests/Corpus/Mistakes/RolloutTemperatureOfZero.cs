// Stack: slime
// Kind: rollout temperature 0 for reproducible runs
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rollout-temperature-of-zero")]
public abstract partial class RolloutTemperatureOfZero
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Temperature = 0)] //! KIMI5001
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
