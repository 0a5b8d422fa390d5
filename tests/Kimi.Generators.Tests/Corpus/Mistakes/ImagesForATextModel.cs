// Stack: ms-swift
// Kind: problems with images for a policy that does not see
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("images-for-a-text-model")]
public abstract partial class ImagesForATextModel
{
    [ProblemsFile(Path = "charts.parquet", ImageFields = ["image"])]
    public abstract PromptSet Problems();

    [DemonstrationsFile(Path = "chats.jsonl", Layout = DemonstrationLayout.Messages)]
    public abstract Demonstrations Traces();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems); //! KIMI6006
}
