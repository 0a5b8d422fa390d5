// Stack: LLaMA-Factory
// Kind: val_size is set and every row is taken anyway
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("held-out-share-of-all")]
public abstract partial class HeldOutShareOfAll
{
    [ProblemsFile(Path = "train.jsonl", HeldOutShare = 0.2)] //! KIMI5006
    public abstract PromptSet Problems();

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
}
