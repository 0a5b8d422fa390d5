// Form: levels and tags are named by options, for a layout that has none, from base to variant
using Kimi.Dsl;

namespace Acme;

[Recipe("levels-by-the-file-alone")]
public abstract partial class LevelsByTheFileAlone
{
    private const string Field = "extra_info.";

    [ProblemsFile(Path = "rows.parquet", PromptField = "query", AnswerField = "target", LevelField = Field + "level", TagFields = [Field + "topic"])]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [CuratePrompts(MaxTagShare = 0.5, MaxResponseTokens = 512, MinPassRate = 0.1, MaxPassRate = 0.9, SamplesPerPrompt = 20)]
    [MathReward]
    public abstract PromptSet Curated([From(nameof(Base))] Policy start, PromptSet problems, PromptSet test);

    [ProblemsFile(Path = "aime.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-6)]
    [MirrorDescent]
    [CurriculumSampler]
    [PrioritizedSampler(InitialSuccess = 1, Floor = 0.2)]
    [MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet curated);

    [Evaluate(MaxResponseTokens = 2_048, SamplesPerPrompt = 32)]
    [MathReward]
    public abstract Evaluation Report(Policy tuned, PromptSet test);
}
