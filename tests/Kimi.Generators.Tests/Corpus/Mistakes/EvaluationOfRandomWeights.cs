// Stack: LLaMA-Factory
// Kind: the report is on the policy that was initialized, not on the trained one
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("evaluation-of-random-weights")]
public abstract partial class EvaluationOfRandomWeights
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces); //! KIMI2005

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy initial, PromptSet heldOut);
}
