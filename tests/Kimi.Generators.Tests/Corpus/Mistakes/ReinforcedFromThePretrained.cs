// Stack: OpenRLHF
// Kind: reinforcement begins at the pretrained model and not at the one that learned to answer
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("reinforced-from-the-pretrained")]
public abstract partial class ReinforcedFromThePretrained
{
    [DocumentsFile(Path = "pages.jsonl")]
    public abstract Corpus Pages();

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_000)]
    public abstract Policy Pretrained(Policy initial, Corpus pages);

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy pretrained, Demonstrations traces);

    [Evaluate, ExactAnswerReward]
    public abstract Evaluation Before(Policy sft, PromptSet heldOut);

    [Reinforce(Iterations = 80), Grpo, ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Pretrained))] Policy start, PromptSet problems); //! none yet

    [Evaluate, ExactAnswerReward]
    public abstract Evaluation After(Policy longCot, PromptSet heldOut);
}
