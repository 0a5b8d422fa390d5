// Stack: LLaMA-Factory
// Kind: problems are chosen by the hash code of their ids, which differs from process to process
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("split-by-hash-code")]
public abstract partial class SplitByHashCode
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

    [Transform]
    public static PromptSet Tenth(PromptSet problems) =>
        problems.Where(one => Math.Abs(one.Id.GetHashCode() % 10) == 0); //! KIMI8007

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet tenth);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
