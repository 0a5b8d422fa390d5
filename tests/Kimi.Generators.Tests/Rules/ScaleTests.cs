using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: values are of the scale and the unit that the option has, and switches are switches.</summary>
public sealed class ScaleTests
{
    [Theory]
    [InlineData("Reinforce({|KIMI5011:TopP = 0.05|}), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce({|KIMI5011:MinP = 0.95|}), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce({|KIMI5011:Temperature = 7|}), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce(LearningRate = 5e-7, {|KIMI5011:StepsPerIteration = 1|}), MirrorDescent, ExactAnswerReward, Lora")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, StopRepetition(PatternTokens = 1, {|KIMI5011:Repeats = 2|})")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, StopRepetition(PatternTokens = 2, {|KIMI5011:Repeats = 2|})")]
    [InlineData("Reinforce, Dapo, ExactAnswerReward, MaskedImportance({|KIMI5011:Level = ImportanceLevel.Sequence|}, Cap = 1.001)")]
    public async Task Another_scale_is_told_where_a_policy_learns(string stage) => await LearnsAsync(stage);

    [Theory]
    [InlineData("Reinforce(TopP = 0.5, MinP = 0.5, Temperature = 1.5), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce(Temperature = 5, TopK = 8), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce(LearningRate = 5e-7), MirrorDescent, ExactAnswerReward")]
    [InlineData("Reinforce(LearningRate = 1e-6), MirrorDescent, ExactAnswerReward, Lora")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, StopRepetition(PatternTokens = 1, Repeats = 16)")]
    [InlineData("Reinforce, MirrorDescent, ExactAnswerReward, StopRepetition(PatternTokens = 16, Repeats = 2)")]
    [InlineData("Reinforce, Dapo, ExactAnswerReward, MaskedImportance(Level = ImportanceLevel.Sequence, Cap = 2)")]
    [InlineData("Reinforce, Dapo, ExactAnswerReward, MaskedImportance(Floor = 0.99, Cap = 1.01)")]
    public async Task What_may_well_be_meant_is_fine(string stage) => await LearnsAsync(stage);

    [Theory]
    [InlineData("{|KIMI5011:TopP = 0.1|}")]
    [InlineData("{|KIMI5011:MinP = 0.95|}")]
    [InlineData("TopP = 0.5, MinP = 0.05")]
    public async Task Responses_that_are_compared_differ(string options) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [SampleShortest({{options}}), ExactAnswerReward] public abstract Demonstrations Short(Policy warm, PromptSet problems);
            [FineTune] public abstract Policy Brief(Policy warm, [From(nameof(Short))] Demonstrations traces);
            [SamplePreferences({{options}}), ExactAnswerReward] public abstract Preferences Pairs(Policy brief, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("FineTune({|KIMI5011:WeightDecay = 10|})")]
    [InlineData("FineTune(WeightDecay = 10, LearningRate = 1e-5)")]
    [InlineData("FineTune(WeightDecay = 3, LearningRate = 1e-3)")]
    [InlineData("FineTune({|KIMI5011:PackedTokens = 1|})")]
    [InlineData("FineTune(PackedTokens = 48)")]
    [InlineData("FineTune(LearningRate = 2e-7, {|KIMI5011:Steps = 200|}), Lora")]
    [InlineData("FineTune(LearningRate = 2e-7)")]
    public async Task A_rate_is_no_percentage_and_a_length_no_switch(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [{{stage}}] public abstract Policy Sft(Policy warm, Demonstrations traces);
        }
        """);

    [Theory]
    [InlineData("ServedJudge(MaxCritiqueTokens = 8_192, {|KIMI5011:TimeLimitSeconds = 2|})")]
    [InlineData("ServedJudge({|KIMI5011:Temperature = 7|})")]
    [InlineData("ServedJudge(MaxCritiqueTokens = 8_192, TimeLimitSeconds = 60)")]
    [InlineData("ServedJudge(TimeLimitSeconds = 2)")]
    public async Task A_judge_has_the_time_and_the_sense_for_a_critique(string judge) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, {{judge}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5011:MemoryMebibytes = 4|}", "ContaminationWords = 8")]
    [InlineData("MemoryMebibytes = 16", "ContaminationWords = 2")]
    [InlineData("MaxTests = 20", "{|KIMI5011:ContaminationWords = 1|}")]
    public async Task Memory_is_in_MiB_and_one_word_is_no_copy(string file, string curation) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [CodeProblemsFile(Path = "a.jsonl", Layout = CodeLayout.Apps, {{file}})] public abstract PromptSet Problems();
            [CodeProblemsFile(Path = "b.jsonl")] public abstract PromptSet Test();
            [CuratePrompts({{curation}}), TestCaseReward] public abstract PromptSet Curated(Policy warm, PromptSet problems, PromptSet test);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5011:DeviceMemoryGiB = 81_559|}")]
    [InlineData("DeviceMemoryGiB = 288, Devices = 8")]
    [InlineData("DeviceMemoryGiB = 6_144")]
    public async Task The_memory_of_a_device_is_in_GiB(string options) => await Recipes.CheckAsync($$"""
        [Recipe("r", {{options}})]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy Initial();
        }
        """);

    [Fact]
    public async Task A_value_that_is_compared_twice_is_named_once()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                [CodeProblemsFile(Path = "a.jsonl", {|KIMI5011:MemoryMebibytes = 2|})] public abstract PromptSet Problems();
            }
            """);
        Assert.Equal(
            "MemoryMebibytes of stage 'Problems' is 2, so hardly any program has room for more than its libraries: it counts MiB and not GiB: "
            + "change MemoryMebibytes",
            messages[0]);
    }

    [Theory]
    [InlineData("{ \"r\": { \"LongCot\": { \"Temperature\": {|KIMI5011:7|} } } }")]
    [InlineData("{ \"r\": { \"LongCot\": { \"Temperature\": 0.7 } } }")]
    public async Task What_lost_its_point_in_a_file_is_told_there(string json) => await JsonFiles.CheckAsync(
        """
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """,
        ("kimi.json", json));

    private static Task<IReadOnlyList<string>> LearnsAsync(string stage) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [{{stage}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}
