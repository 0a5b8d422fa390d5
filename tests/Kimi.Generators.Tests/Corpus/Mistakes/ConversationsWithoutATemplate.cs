// Stack: verl
// Kind: conversations are given to a model that has no chat template
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("conversations-without-a-template")]
public abstract partial class ConversationsWithoutATemplate
{
    [ProblemsFile(Path = "dapo-math.parquet", Layout = ProblemLayout.Verl, Split = Split.Train)]
    public abstract PromptSet Problems();

    [DemonstrationsFile(Path = "openthoughts.parquet", Layout = DemonstrationLayout.ShareGpt)]
    public abstract Demonstrations Traces();

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 4_096)]
    public abstract Policy Initial();

    [FineTune(Steps = 5_000, BatchSize = 32, LearningRate = 5e-4)]
    public abstract Policy Sft(Policy initial, Demonstrations traces); //! KIMI6019

    [Reinforce(Iterations = 80, MaxResponseTokens = 2_048)]
    [Dapo]
    [MathReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
