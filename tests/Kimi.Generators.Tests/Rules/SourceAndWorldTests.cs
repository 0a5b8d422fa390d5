using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>
/// KIMI5011, KIMI6009, KIMI8030, KIMI8008, KIMI8025 and KIMI8020: what sources, environments, corrections and tools of a team's own say and give.
/// </summary>
public sealed class SourceAndWorldTests
{
    [Theory]
    [InlineData("{|KIMI5011:PerProblem = 8|}", "$\"{problem.Solution}#{problem.Answer}\"", "")]
    [InlineData("{|KIMI5011:PerProblem = 2|}", "string.Concat(_begin, problem.Answer)", "private readonly string _begin = \"so \";")]
    [InlineData("{|KIMI5011:PerProblem = 3|}", "Short(problem)", "private static string Short(MathProblem problem) => problem.Answer;")]
    [InlineData("PerProblem = 8", "random.Next(2) == 0 ? problem.Answer : problem.Solution + problem.Answer", "")]
    [InlineData("PerProblem = 8", "Some(problem, random)", "private static string Some(MathProblem problem, Random draw) => problem.Answer + draw.Next(9);")]
    [InlineData("PerProblem = 8", "$\"{_made++ % 8}: {problem.Answer}\"", "private int _made;")]
    public async Task Demonstrations_that_are_all_the_same_are_told(string several, string text, string member) => await Recipes.CheckAsync($$"""
        public sealed class Written : IDemonstrationSource<MathProblem>
        {
            {{member}}
            public string Respond(MathProblem problem, Random random) => {{text}};
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Demonstrations<Written>({{several}})] public abstract Demonstrations Traces(PromptSet problems);
        }
        """);

    [Fact]
    public async Task What_is_said_of_a_value_that_is_the_default_does_not_keep_that_back() => await Recipes.CheckAsync("""
        public sealed class Written : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => problem.Answer;
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [ProblemsFile(Path = "a.jsonl", {|KIMI5003:LevelField = ""|})] public abstract PromptSet Problems();
            [Demonstrations<Written>({|KIMI5011:PerProblem = 2|})] public abstract Demonstrations Traces(PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("0123456789+=#", "[\"\\n\"]", true)]
    [InlineData("0123456789+=#", "new[] { \"</call>\", \";\" }", true)]
    [InlineData("0123456789+=#", "[\"\\n\", \"#\"]", false)]
    [InlineData("0123456789+=#;", "[\";\"]", false)]
    [InlineData("", "[\"\\n\"]", false)]
    public async Task Ends_of_turns_that_nobody_can_write_are_told(string alphabet, string ends, bool isTold) => await Recipes.CheckAsync($$"""
        public abstract class Dice : IEnvironment<Problem>
        {
            public IReadOnlyList<string> TurnEnds => {{ends}};
            public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 2_048{{(alphabet.Length == 0 ? "" : $", Alphabet = \"{alphabet}\"")}})] public abstract Policy Initial();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune] public abstract Policy Warm(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward, {{(isTold ? "{|KIMI6009:Environment<Dice>|}" : "Environment<Dice>")}}]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("InitializeTransformer(ContextLength = 512)", "{|KIMI8030:$\"<|im_start|>user\\n{a}+{a}<|im_end|>\"|}")]
    [InlineData("InitializeTransformer(ContextLength = 512)", "{|KIMI8030:\"[INST]\" + $\"{a}+{a}\" + \"[/INST]\"|}")]
    [InlineData("InitializeTransformer(ContextLength = 512)", "$\"<user>{a}+{a}\"")]
    [InlineData("LoadPolicy(\"models/base\")", "$\"<|im_start|>user\\n{a}+{a}<|im_end|>\"")]
    public async Task Marks_that_a_tokenizer_does_not_have_are_told(string policy, string prompt) => await Recipes.CheckAsync($$"""
        public sealed class Pairs : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var a = random.Next(10_000);
                    yield return new() { Id = $"{a}", Prompt = {{prompt}}, Answer = $"{a + a}" };
                }
            }
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [{{policy}}] public abstract Policy Initial();
            [Problems<Pairs>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune] public abstract Policy Warm(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI8008:new(logratios, 0)|}")]
    [InlineData("{|KIMI8008:new([.. logratios], 0)|}")]
    [InlineData("{|KIMI8008:new ImportanceWeights(logratios.Select(each => Math.Clamp(each, 0, 2)).ToList(), 0)|}")]
    [InlineData("new([.. logratios.Select(Math.Exp)], 0)")]
    [InlineData("new([.. logratios.Select(each => Math.Min(2, Math.Exp(each)))], 0)")]
    [InlineData("new([.. logratios.Select(each => each > 0.7 ? 0.0 : 1.0)], 0)")]
    [InlineData("new([.. logratios.Select(_ => 1.0)], 0)")]
    public async Task Logarithms_for_weights_are_told(string weights) => await Recipes.CheckAsync($$"""
        public sealed class Own : ICorrection
        {
            public ImportanceWeights Weigh(IReadOnlyList<double> logratios) => {{weights}};
        }
        """);

    [Theory]
    [InlineData("{|KIMI8025:new EnvironmentReply.Continue(turn.Text == problem.Answer ? \"yes\" : \"no\")|}", "Environment<World>")]
    [InlineData("turn.Text.EndsWith(problem.Answer) ? new EnvironmentReply.Continue(\"yes\") : {|KIMI8025:new EnvironmentReply.Continue(\"no\")|}",
        "Environment<World>")]
    [InlineData("turn.Text == problem.Answer ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(\"no\")", "Environment<World>")]
    [InlineData("new EnvironmentReply.Continue(turn.Text.Length > problem.Level ? \"long\" : \"short\")", "Environment<World>")]
    [InlineData("new EnvironmentReply.Continue(turn.Text == problem.Answer ? \"yes\" : \"no\")", "Lora")]
    public async Task A_world_that_goes_on_after_the_right_answer_is_told(string reply, string component) => await Recipes.CheckAsync($$"""
        public sealed class World : IEnvironment<MathProblem>
        {
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
                new(new Episode(problem));
            private sealed class Episode(MathProblem problem) : IEpisode
            {
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new({{reply}});
                public ValueTask DisposeAsync() => default;
            }
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, ExactAnswerReward, {{component}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI8020:int.Parse(number)|}", "Tools<Doubling>")]
    [InlineData("int.Parse(number)", "Environment<Table>")]
    [InlineData("int.TryParse(number, out var value) ? value : 0", "Tools<Doubling>")]
    public async Task A_tool_that_an_environment_calls_in_its_own_way_may_throw(string value, string component) => await Recipes.CheckAsync($$"""
        public sealed class Doubling
        {
            [System.ComponentModel.Description("Doubles.")] public int Double(string number) => checked(2 * ({{value}}));
        }
        public abstract class Table : IEnvironment<Problem>
        {
            protected Doubling Tool { get; } = new();
            public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce, MirrorDescent, ExactAnswerReward, {{component}}] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI8008:new Verdict.Scored(rollout.Logprobs.Average())|}")]
    [InlineData("new Verdict.Scored(Math.Min(1, Math.Exp(rollout.Logprobs.Average())))")]
    [InlineData("new Verdict.Scored(rollout.Logprobs.Select(each => Math.Exp(each)).Average())")]
    [InlineData("new Verdict.Scored(Math.Min(1, -rollout.Logprobs.Sum() / 99))")]
    public async Task Logarithms_that_were_turned_into_something_else_are_fine(string score) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new({{score}});
        }
        """);
}
