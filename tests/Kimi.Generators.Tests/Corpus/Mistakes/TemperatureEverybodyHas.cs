// Stack: verl
// Kind: the class gives a temperature that each of its stages gives itself, in the other half of the class
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("temperature-everybody-has")]
[Sampling(Temperature = 0.8)] //! KIMI5010
public abstract partial class TemperatureEverybodyHas
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}
//// Stages.cs
using Kimi.Dsl;

namespace Acme;

public abstract partial class TemperatureEverybodyHas
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, Temperature = 1.1)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(Temperature = 0.6)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
