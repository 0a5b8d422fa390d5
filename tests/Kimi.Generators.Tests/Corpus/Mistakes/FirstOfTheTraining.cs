// Stack: TRL
// Kind: the test problems are the first of those that are trained on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("first-of-the-training")]
public abstract partial class FirstOfTheTraining
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet HeldOut(PromptSet problems) => new([.. problems.Take(256)]);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut); //! KIMI6007
}
