using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5011: a public set is read in its own form, and a curriculum has levels to leave out.</summary>
public sealed class KnownSetTests
{
    [Theory]
    [InlineData("ProblemsFile(Path = \"data/gsm8k/train.jsonl\", {|KIMI5011:PromptField = \"question\"|})")]
    [InlineData("ProblemsFile({|KIMI5011:PromptField = \"question\"|}, Path = \"GSM8K.parquet\", Count = 100)")]
    [InlineData("ProblemsFile(Path = \"data/gsm8k/train.jsonl\", PromptField = \"question\", {|KIMI5011:AnswerField = \"answer\"|})")]
    [InlineData("ProblemsFile(Path = \"data/gsm8k/train.jsonl\", PromptField = \"question\", AnswerField = \"number\")")]
    [InlineData("ProblemsFile(Path = \"data/gsm8k/train.jsonl\", PromptField = \"question\", AnswerMarker = \"####\")")]
    [InlineData("ProblemsFile(Path = \"data/gsm8k/ours.jsonl\")")]
    [InlineData("ProblemsFile(Path = \"data/trivia.jsonl\", PromptField = \"question\")")]
    public async Task Whole_solutions_for_answers_are_told_by_default_too(string file) => await CheckAsync(file);

    [Theory]
    [InlineData("CodeProblemsFile(Path = \"data/humaneval.jsonl\", {|KIMI5011:Language = ProgramLanguage.JavaScript|})")]
    [InlineData("CodeProblemsFile({|KIMI5011:Language = ProgramLanguage.Cpp|}, Path = \"HumanEval.jsonl.gz\")")]
    [InlineData("CodeProblemsFile(Path = \"sets/human-eval-v2-20210705.jsonl\", {|KIMI5011:Language = ProgramLanguage.C|})")]
    [InlineData("CodeProblemsFile(Path = \"data/humaneval-js.jsonl\", Language = ProgramLanguage.JavaScript)")]
    [InlineData("CodeProblemsFile(Path = \"multipl-e/humaneval.jsonl\", Language = ProgramLanguage.Cpp)")]
    [InlineData("CodeProblemsFile(Path = \"cpp/humaneval.jsonl\", Language = ProgramLanguage.Cpp)")]
    [InlineData("CodeProblemsFile(Path = \"data/programs.jsonl\", Language = ProgramLanguage.JavaScript)")]
    public async Task Tests_of_python_for_another_language_are_told(string file) => await CheckAsync(file);

    [Theory]
    [InlineData("Math", "CurriculumSampler({|KIMI5011:Width = 5|}, StartLevel = 5)")]
    [InlineData("Math", "CurriculumSampler(StartLevel = 9, {|KIMI5011:Width = 8|})")]
    [InlineData("MathVision", "CurriculumSampler({|KIMI5011:Width = 5|}, StartLevel = 5)")]
    [InlineData("Math", "CurriculumSampler(Width = 5)")]
    [InlineData("Math", "CurriculumSampler(Width = 2, StartLevel = 5)")]
    [InlineData("Math, LevelField = \"difficulty\"", "CurriculumSampler(Width = 5, StartLevel = 5)")]
    [InlineData("Verl", "CurriculumSampler(Width = 5, StartLevel = 5)")]
    public async Task A_curriculum_of_all_levels_at_once_is_told(string layout, string sampler) => await Recipes.CheckAsync($$"""
        /// <summary>Sees, or not.</summary>
        [Establishes(Fact.Tuned)]
        public sealed class SomePolicyAttribute : StageAttribute<Policy>;
        [Recipe("r")]
        public abstract partial class R
        {
            [SomePolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl", Layout = ProblemLayout.{{layout}})] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, MathReward, {{sampler}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5011:StepsPerIteration = 16|}", "PolicyGradient")]
    [InlineData("{|KIMI5011:StepsPerIteration = 64|}", "PolicyGradient(LeaveOneOut = true)")]
    [InlineData("StepsPerIteration = 8", "PolicyGradient")]
    [InlineData("StepsPerIteration = 16", "MirrorDescent")]
    public async Task Many_steps_without_a_ratio_are_told(string steps, string objective) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce({{steps}}), {{objective}}, MathReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5011:McpTools|}", null)]
    [InlineData("{|KIMI5011:McpTools<BracketCalls>|}(MaxTurns = 3)", null)]
    [InlineData("{|KIMI5011:McpTools|}(Arguments = [\"serve\"])", """{ "r": { "LongCot": { "Iterations": 60 } } }""")]
    [InlineData("McpTools(Command = \"server\")", null)]
    [InlineData("McpTools", """{ "r": { "LongCot": { "McpTools": { "Command": "server" } } } }""")]
    public async Task A_server_that_nothing_starts_is_told(string server, string? json) => await Recipes.CheckAsync(
        $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, MathReward, {{server}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """,
        json is null ? [] : [new TextFile("kimi.json", json)]);

    private static Task<IReadOnlyList<string>> CheckAsync(string file) => Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R { [{{file}}] public abstract PromptSet Test(); }
        """);
}
