using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4012, KIMI4013, KIMI6011, KIMI8009, KIMI8011, KIMI8028 and KIMI8032: a team's code fits the stages that name it.</summary>
public sealed class CodeBesideItsRecipeTests
{
    private const string Sum = "$\"{a + b}\"";
    private const string Judge = "Verdict.Of(rollout.Text.EndsWith(problem.Answer))";

    [Theory]
    [InlineData("{|KIMI4012:-0.01 * judged.Length|}")]
    [InlineData("{|KIMI4012:-(judged.Rollout.Length / 50.0)|}")]
    [InlineData("{|KIMI4012:judged.Length * -Rate|}")]
    [InlineData("-0.001 * judged.Length")]
    [InlineData("Math.Max(-0.5, -0.01 * judged.Length)")]
    [InlineData("judged.IsCorrect ? 0 : -0.01 * judged.Length")]
    [InlineData("-0.01 * (judged.Length - group.MinLength)")]
    public async Task A_token_costs_less_than_a_right_answer(string value) => await CheckAsync(Sum, Judge, component: "Penalty<Each>", code: $$"""
        public sealed class Each : IPenalty
        {
            private const double Rate = 0.02;

            public double[] Apply(RolloutGroup group, TrainingProgress progress) => [.. group.Select(judged => {{value}})];

            public static double Of(int length) => length * Rate;
        }
        """);

    [Theory]
    [InlineData("{|KIMI8032:_tries == 6|} ? \"a hint\" : \"again\"", "_tries++;")]
    [InlineData("{|KIMI8032:++_tries > 4|} ? \"a hint\" : \"again\"", "")]
    [InlineData("_tries == 2 ? \"a hint\" : \"again\"", "_tries++;")]
    [InlineData("_tries == 6 ? \"a hint\" : \"again\"", "_tries += turn.Text.Length;")]
    [InlineData("\"again\"", "if (++_tries >= 9) return new(new EnvironmentReply.Finished());")]
    public async Task A_hint_comes_while_there_are_turns(string said, string statement) => await CheckAsync(
        Sum, Judge, component: "Environment<Tutor>(MaxTurns = 4)", code: $$"""
        public sealed class Tutor : IEnvironment<MathProblem>
        {
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
                new(new Lesson(problem));

            private sealed class Lesson(MathProblem problem) : IEpisode
            {
                private int _tries;

                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
                {
                    if (turn.Text.EndsWith(problem.Answer, StringComparison.Ordinal))
                        return new(new EnvironmentReply.Finished());
                    {{statement}}
                    return new(new EnvironmentReply.Continue({{said}}));
                }

                public ValueTask DisposeAsync() => _tries < 0 ? default : ValueTask.CompletedTask;
            }
        }
        """);

    [Theory]
    [InlineData("(problem.Level - levels.Easiest) / (double)(levels.Hardest - levels.Easiest)", "", true)]
    [InlineData("(problem.Level - levels.Easiest) / (double)(levels.Hardest - levels.Easiest)", ", Level = a / 100", false)]
    [InlineData("(problem.Level - levels.Easiest) / (double)Math.Max(1, levels.Hardest - levels.Easiest)", "", false)]
    [InlineData("levels.Hardest == levels.Easiest ? 1 : (problem.Level - levels.Easiest) / (double)(levels.Hardest - levels.Easiest)", "", false)]
    public async Task Levels_that_nobody_gives_have_no_spread(string weight, string level, bool isTold) => await CheckAsync(
        Sum + level, Judge, component: "Sampler<Hard>", code: $$"""
        public sealed class Hard : ISampler
        {
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
                {{(isTold ? "{|KIMI8011:" : "")}}{{weight}}{{(isTold ? "|}" : "")}};
        }
        """);

    [Theory]
    [InlineData("$\"{a}x+{b}\"", "{|KIMI8028:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"#\" + problem.Answer + \"$\")|}")]
    [InlineData("$\"({a}, {b})\"", "{|KIMI8028:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, $\"#{problem.Answer}$\")|}")]
    [InlineData("$\"{a}x+{b}\"", "System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, System.Text.RegularExpressions.Regex.Escape(problem.Answer))")]
    [InlineData(Sum, "System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, \"#\" + problem.Answer + \"$\")")]
    public async Task An_answer_is_no_pattern(string answer, string isRight) => await CheckAsync(answer, $"Verdict.Of({isRight})");

    [Theory]
    [InlineData("{|KIMI4013:rollout.StopReason != StopReason.EndOfText|} ? Verdict.Of(false) : " + Judge, "$\"{problem.Answer}\\n\"")]
    [InlineData("Verdict.Of({|KIMI4013:rollout.StopReason == StopReason.EndOfText|} && rollout.Text == problem.Answer)", "$\"{problem.Answer}\\n\"")]
    [InlineData("Verdict.Of({|KIMI4013:rollout.StopReason is StopReason.EndOfText|} && rollout.Text == problem.Answer)", "$\"so\\n{problem.Answer}\"")]
    [InlineData("Verdict.Of(rollout.StopReason == StopReason.EndOfText && rollout.Text == problem.Answer)", "$\"{problem.Answer}\"")]
    [InlineData("Verdict.Of(rollout.StopReason != StopReason.LengthLimit && rollout.Text == problem.Answer)", "$\"{problem.Answer}\\n\"")]
    [InlineData("Verdict.Of(rollout.StopReason is StopReason.EndOfText or StopReason.StopText && rollout.Text == problem.Answer)", "$\"{problem.Answer}\\n\"")]
    public async Task A_response_that_a_stop_text_ends_has_no_end_of_text(string verdict, string response) =>
        await CheckAsync(Sum, verdict, response: response, options: "StopTexts = [\"\\n\"]");

    [Theory]
    [InlineData("$\"sum-{n}\"", "{|KIMI8009:[.. problems, .. more]|}")]
    [InlineData("\"sum-\" + n", "{|KIMI8009:problems.Concat(more)|}.ToList()")]
    [InlineData("$\"sum-{n}\"", "[.. problems, .. more.Select(each => each with { Id = each.Id + \"b\" })]")]
    [InlineData("$\"more-{n}\"", "[.. problems, .. more]")]
    [InlineData("$\"sum-{n}-{a}\"", "[.. problems, .. more]")]
    public async Task Sets_that_are_put_together_have_ids_of_their_own(string id, string both) => await Recipes.CheckAsync($$"""
        {{Source("First", Sum, "$\"sum-{n}\"")}}
        {{Source("Second", Sum, id)}}
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<First>] public abstract PromptSet Problems();
            [Problems<Second>(Count = 3_000)] public abstract PromptSet More();
            [Transform] public static PromptSet Both(PromptSet problems, PromptSet more) => new({{both}});
            [LoadPolicy("m")] public abstract Policy Base();
            [Reinforce(LearningRate = 1e-6), MirrorDescent, ExactAnswerReward]
            public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet both);
        }
        """);

    [Theory]
    [InlineData("{|KIMI6011:\"Question: \" + one.Prompt.Text + \"\\nAnswer: \"|}", "$\"{a}+{b}=\"")]
    [InlineData("{|KIMI6011:$\"Add: {one.Prompt}\"|}", "$\"{a}+{b}=\"")]
    [InlineData("\"Question: \" + one.Prompt.Text", "$\"Question: {a}+{b}=\"")]
    [InlineData("one.Prompt.Text + \"\\n\"", "$\"{a}+{b}=\"")]
    [InlineData("\"Question: \" + one.Prompt.Text", "Ask(a, b)")]
    public async Task Prompts_are_framed_for_both_or_neither(string framed, string prompt) => await Recipes.CheckAsync($$"""
        {{Source("First", Sum, "$\"{n}\"", prompt)}}
        public sealed class Shown : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => $"so #{problem.Answer}";
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<First>] public abstract PromptSet Problems();
            [Demonstrations<Shown>] public abstract Demonstrations Traces(PromptSet problems);
            [Transform] public static Demonstrations Framed(Demonstrations traces) => new([.. traces.Select(one => one with { Prompt = {{framed}} })]);
            [InitializeTransformer(Layers = 6, ContextLength = 2_048)] public abstract Policy Initial();
            [FineTune(Steps = 700)] public abstract Policy Sft(Policy initial, Demonstrations framed);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    private static Task<IReadOnlyList<string>> CheckAsync(
        string answer, string verdict, string component = "LengthPenalty", string code = "", string response = "$\"{problem.Answer}\"",
        string options = "MaxResponseTokens = 250") => Recipes.CheckAsync($$"""
        {{Source("First", answer, "$\"{a} {b}\"")}}
        public sealed class Shown : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => {{response}};
        }

        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new({{verdict}});
        }

        {{code}}

        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<First>] public abstract PromptSet Problems();
            [Demonstrations<Shown>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(Layers = 6, ContextLength = 2_048)] public abstract Policy Initial();
            [FineTune(Steps = 700)] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce({{options}}), MirrorDescent, Reward<Own>, {{component}}] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    private static string Source(string name, string answer, string id, string prompt = "$\"{a}+{b}=\"") => $$"""
        public sealed class {{name}} : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                for (var n = 0; ; n++)
                {
                    var (a, b) = (random.Next(100, 10_000), random.Next(100));
                    yield return new() { Id = {{id}}, Prompt = {{prompt}}, Answer = {{answer}} };
                }
            }

            public static string Ask(int a, int b) => $"Question: {a}+{b}=";
        }
        """;
}
