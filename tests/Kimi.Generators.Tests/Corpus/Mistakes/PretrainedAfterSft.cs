// Stack: Megatron
// Kind: pretraining comes after fine-tuning, whose answers it unlearns
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pretrained-after-sft")]
public abstract partial class PretrainedAfterSft
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [FineTune(Steps = 500)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations traces);

    [Pretrain(Steps = 2_000)]
    public abstract Policy Trained(Policy sft, Corpus texts); //! KIMI6004

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy trained, PromptSet problems);
}
