// Form: levels in a column of the file, and a curriculum by them
using Kimi.Dsl;

namespace Acme;

[Recipe("levels-by-their-field")]
public abstract partial class LevelsByTheirField
{
    [ProblemsFile(Path = "train.jsonl", LevelField = "difficulty")]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [CurriculumSampler]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
