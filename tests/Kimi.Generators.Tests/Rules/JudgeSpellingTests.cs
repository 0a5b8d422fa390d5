using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>What judges, samplers and stop rules of a team get wrong, in other spellings than those of the corpus, and what is close to it and right.</summary>
public sealed class JudgeSpellingTests
{
    [Theory]
    [InlineData("{|KIMI8028:text.Split('\\n').Any(line => line.Trim().Equals(problem.Answer, StringComparison.Ordinal))|}")]
    [InlineData("{|KIMI8028:text.Split(' ').Contains(problem.Answer)|}")]
    [InlineData("{|KIMI8028:Regex.Matches(text, \"[0-9]+\").Select(match => match.Value).Contains(problem.Answer)|}")]
    [InlineData("{|KIMI8028:Regex.Matches(text, \"[0-9]+\").Any(match => match.Value == problem.Answer)|} && text[0] == 'a'")]
    [InlineData("text.Split(' ').Length == 1 && text.Split(' ').Contains(problem.Answer)")]
    [InlineData("text.Split('#', 2).Contains(problem.Answer)")]
    [InlineData("!text.Split(' ').Contains(problem.Answer)")]
    [InlineData("problem.Answer.Split('|').Any(answer => answer == text)")]
    public async Task Any_piece_of_a_response_is_no_answer(string right) => await JudgeAsync(right);

    [Theory]
    [InlineData("Regex.Match(text, \"#([0-9]+)\").Groups[1].Value == problem.Answer")]
    [InlineData("{|KIMI8023:Regex.Match(text, \"#([0-9]+)\").Groups[3]|}.Value == problem.Answer")]
    [InlineData("{|KIMI8023:Regex.Match(text, \"#(?<number>[0-9]+)\").Groups[\"answer\"]|}.Value == problem.Answer")]
    [InlineData("Regex.Matches(text, \"#(?<number>[0-9]+)\").LastOrDefault()?.Groups[\"number\"].Value == problem.Answer")]
    [InlineData("{|KIMI8023:Regex.Match(text, \"Answer: ([0-9]+)\").Value.Trim() == problem.Answer|}")]
    [InlineData("{|KIMI8023:string.Equals(problem.Answer, Answer().Match(text).Value, StringComparison.Ordinal)|}")]
    [InlineData("Regex.Matches(text, \"#([0-9]+)\") is [.., var last] && {|KIMI8023:last.Value == problem.Answer|}", false)]
    [InlineData("Regex.Match(text, \"(?<=#)([0-9]+)\").Value == problem.Answer")]
    [InlineData("Regex.Match(text, \"-?[0-9]+([.][0-9]+)?\").Value == problem.Answer")]
    [InlineData("Regex.Match(text, @\"\\$([0-9]+)\").Value == problem.Answer")]
    [InlineData("Regex.Match(text, \"#([0-9]+)\").Value == \"#\" + problem.Answer")]
    public async Task A_match_is_read_by_the_groups_that_it_has(string right, bool isTold = true) =>
        await JudgeAsync(isTold ? right : right.Replace("{|KIMI8023:", "").Replace("|}", ""));

    [Theory]
    [InlineData("text.Contains('#') ? 0.2 : {|KIMI8023:text.EndsWith(\"#\" + problem.Answer)|} ? 1 : 0")]
    [InlineData("text.Length > 3 ? 0.2 : {|KIMI8023:text.Length > 8|} ? 1 : 0")]
    [InlineData("text.Length switch { var n when n >= 3 => 0.2, var n when {|KIMI8023:8 < n|} => 1, _ => 0 }")]
    [InlineData("text.EndsWith(\"#\" + problem.Answer) ? 1 : text.Contains('#') ? 0.2 : 0")]
    [InlineData("text.Length > 8 ? 1 : text.Length > 3 ? 0.2 : 0")]
    [InlineData("text.Contains(\"##\") ? 0.2 : text.EndsWith(\"#\" + problem.Answer) ? 1 : 0")]
    [InlineData("problem.Prompt.Text.Contains('#') ? 0.2 : text.EndsWith(\"#\" + problem.Answer) ? 1 : 0")]
    [InlineData("text.Contains(\"A\", StringComparison.OrdinalIgnoreCase) ? 0.2 : text.Contains(\"Answer\", StringComparison.CurrentCulture) ? 1 : 0")]
    public async Task A_branch_that_an_earlier_one_takes_away_is_told(string score) => await ScoreAsync("", score);

    [Theory]
    [InlineData("if (text.Contains('#')) return new(new Verdict.Scored(0.2)); if ({|KIMI8023:text.EndsWith($\"#{problem.Answer}\")|}) return Right;", "0")]
    [InlineData("switch (text) { case var a when a.Contains('#'): return Right; case var b when {|KIMI8023:b.Contains(\"##\")|}: return Right; }", "0")]
    [InlineData("var score = 0.0; if (text.Contains('#')) score = 0.2; else if ({|KIMI8023:text.Contains(\"##\")|}) score = 1;", "score")]
    [InlineData("var score = 0.0; if (text.Contains('#')) score = 0.2; if (text.Contains(\"##\")) score = 1;", "score")]
    [InlineData("if (text.Contains('#')) return Right; text = text.Trim(); if (text.Contains(\"##\")) return Right;", "0")]
    public async Task A_statement_that_an_earlier_one_takes_away_is_told(string before, string score) => await ScoreAsync(before, score);

    [Theory]
    [InlineData("var right = double.Parse(problem.Answer.Trim());", "1 - {|KIMI8011:text.Length / right|}")]
    [InlineData("double.TryParse(problem.Answer, out var right);", "Math.Exp({|KIMI8011:-text.Length / Math.Abs(right)|})")]
    [InlineData("var right = double.Parse(problem.Answer);", "right == 0 ? 0 : text.Length / right")]
    [InlineData("var right = double.Parse(problem.Answer); if (problem.Answer == \"0\") return new(Verdict.Of(false));", "text.Length / right")]
    [InlineData("var right = double.Parse(problem.Answer); var part = text.Length / right;", "double.IsFinite(part) ? part : 0")]
    [InlineData("var right = double.Parse(problem.Answer);", "text.Length / (1 + Math.Abs(right))")]
    public async Task A_reference_may_be_0(string before, string score) => await ScoreAsync(before, score);

    [Theory]
    [InlineData("var all = rollouts.Select(each => each.Text == problem.Answer ? 1.0 : 0).ToArray();", "{|KIMI8011:each / all.Sum()|}")]
    [InlineData("double[] all = [.. rollouts.Select(each => Rate(each.Text))];", "{|KIMI8011:each / all.Max()|}")]
    [InlineData("var all = rollouts.Select(each => Math.Exp(each.Text.Length)).ToArray();", "each / all.Sum()")]
    [InlineData("var all = rollouts.Select(each => (double)each.Length).ToArray();", "each / all.Max()")]
    [InlineData("var all = rollouts.Select(each => Rate(each.Text)).ToArray(); if (all.All(each => each == 0)) return new([]);", "each / all.Max()")]
    [InlineData("var all = rollouts.Select(each => Rate(each.Text)).ToArray();", "each / Math.Max(all.Max(), 1)")]
    [InlineData("var all = rollouts.Select(each => Rate(each.Text)).ToArray(); var most = all.Max();", "most > 0 ? each / most : 0")]
    public async Task The_best_of_a_group_may_be_0(string before, string score) => await Recipes.CheckAsync($$"""
        public sealed class Own : IGroupReward<MathProblem>
        {
            public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
            {
                _ = problem;
                {{before}}
                return new([.. all.Select(each => new Verdict.Scored({{score}}))]);
            }
            private static double Rate(string text) { if (text.Length > 4) return 0; return text[0] == '1' ? 1 : 0.5; }
        }
        """);

    [Theory]
    [InlineData("var off = Read(text);", "{|KIMI8008:new Verdict.Scored(Math.Max(0, 1 - off))|}")]
    [InlineData("var off = Read(text) - Read(problem.Answer);", "{|KIMI8008:new Verdict.Scored(Math.Exp(-off * off))|}")]
    [InlineData("var off = Read(text);", "new Verdict.Scored(off < 1 ? 1 - off : 0)")]
    [InlineData("var off = Read(text);", "Verdict.Of(off == 1)")]
    [InlineData("var off = Read(text); if (off is not (>= 0 and < 1)) return new(Verdict.Of(false));", "new Verdict.Scored(1 - off)")]
    public async Task No_number_is_no_score(string before, string verdict) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var text = rollout.Text + problem.Level;
                {{before}}
                return new({{verdict}});
            }
            private static double Read(string text)
            {
                if (double.TryParse(text, out var number))
                    return number;
                return double.NaN;
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8028:text.TrimEnd('0', '.')|}")]
    [InlineData("{|KIMI8028:text.Trim('0')|}")]
    [InlineData("{|KIMI8028:text.Replace(\"0\", \"\")|}")]
    [InlineData("(text.Contains('.') ? text.TrimEnd('0') : text)")]
    [InlineData("text.TrimStart('0')")]
    [InlineData("decimal.Parse(text).ToString(\"F4\").TrimEnd('0')", false)]
    public async Task Zeros_of_whole_numbers_stay(string normal, bool isParsed = true) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of({{(isParsed ? "" : "rollout.Text == \"1\" && ")}}Normal(rollout.Text) == Normal(problem.Answer)));
            private static string Normal(string text) => {{normal}};
        }
        """);

    [Theory]
    [InlineData("history.Attempts < 1 ? {|KIMI8008:0|} : 1")]
    [InlineData("history switch { { Attempts: 0 } => {|KIMI8008:0|}, _ => 1 }")]
    [InlineData("history is (0, _) ? {|KIMI8008:0|} : 1")]
    [InlineData("{|KIMI8008:(history.Attempts == 0 ? 0 : 0.5) * 2|}")]
    [InlineData("history.Attempts / 8.0")]
    [InlineData("history.Attempts == 0 ? 1 : 0")]
    [InlineData("progress.Iteration > 9 && history.Attempts == 0 ? 0 : 1")]
    [InlineData("history.Attempts == 0 ? problem.Level : 1")]
    [InlineData("history.Successes == 0 && history.Attempts > 3 ? 0 : 1")]
    [InlineData("history.Attempts > 0 && history.Successes == history.Attempts ? 0 : 1")]
    public async Task What_was_not_tried_is_drawn(string weight) => await Recipes.CheckAsync($$"""
        public sealed class Own : ISampler
        {
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => {{weight}};
        }
        """);

    [Theory]
    [InlineData("{|KIMI8020:tokens[^3]|} == tokens[^1]")]
    [InlineData("{|KIMI8020:tokens[1]|} == 3")]
    [InlineData("{|KIMI8020:tokens[^4..]|}.Contains(3)")]
    [InlineData("tokens[^1] == 3")]
    [InlineData("tokens[0] == 3")]
    [InlineData("tokens.Length > 1 && tokens[^1] == tokens[^2]")]
    [InlineData("tokens is [.., 3, 3]")]
    public async Task A_first_token_has_none_before_it(string stops) => await Recipes.CheckAsync($$"""
        public sealed class Own : IStopRule
        {
            public StopReason? Check(ReadOnlySpan<int> tokens) => {{stops}} ? StopReason.Repetition : null;
        }
        """);

    [Theory]
    [InlineData("var product = a * b;", "{|KIMI8009:Id = \"p\" + product|}", "product.ToString()")]
    [InlineData("", "{|KIMI8009:Id = $\"p-{a - b}\"|}", "$\"{a - b}\"")]
    [InlineData("var left = a % 7;", "{|KIMI8009:Id = $\"p-{left}\"|}", "$\"{left}\"")]
    [InlineData("var sum = a + b;", "Id = $\"p-{a}-{sum}\"", "$\"{sum}\"")]
    [InlineData("var sum = a + b;", "Id = $\"p-{a}-{b}\"", "$\"{sum}\"")]
    [InlineData("var code = a * 100 + b;", "Id = $\"p-{code}\"", "$\"{code}\"")]
    [InlineData("var next = a + 1;", "Id = $\"p-{next}\"", "$\"{next}\"")]
    [InlineData("var sum = a + b; if (!seen.Add(sum)) continue;", "Id = $\"p-{sum}\"", "$\"{sum}\"")]
    public async Task An_answer_is_no_id(string before, string id, string answer) => await Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                {{(before.Contains("seen", StringComparison.Ordinal) ? "var seen = new HashSet<int>();" : "")}}
                while (true)
                {
                    var (a, b) = (random.Next(1, 100), random.Next(1, 100));
                    {{before}}
                    yield return new() { {{id}}, Prompt = $"{a} {b}", Answer = {{answer}} };
                }
            }
        }
        """);

    [Theory]
    [InlineData("Regex.Match({|KIMI8001:problem.Prompt|}.Text, \"[0-9]+\").Value == problem.Answer && rollout.Text.Length > 0")]
    [InlineData("problem.Prompt.Text.Split(' ')[rollout.Text[0] - 'A'] == problem.Answer")]
    [InlineData("(problem.Prompt.Text.Split(' ')[0] == problem.Answer ? \"A\" : \"B\") == rollout.Text")]
    public async Task The_question_is_not_the_response(string right) => await Recipes.CheckAsync($$"""
        using System.Text.RegularExpressions;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => new(Verdict.Of({{right}}));
        }
        """);

    [Theory]
    [InlineData("{|KIMI8023:rollout.Text.Contains(\"<tool_call>\")|}", "Tools<Adder>", 0)]
    [InlineData("{|KIMI8023:System.Text.RegularExpressions.Regex.IsMatch(rollout.Text, @\"\\[\\w+\\(\")|}", "Tools<Adder, BracketCalls>", 0)]
    [InlineData("!rollout.Text.Contains(\"<tool_call>\")", "Tools<Adder>", 0)]
    [InlineData("rollout.Text.Contains(\"<tool_call>\")", "ExactAnswerReward", 0)]
    [InlineData("rollout.Turns.OfType<PolicyTurn>().Any(turn => turn.Text.Contains(\"<tool_call>\"))", "Tools<Adder>", 0)]
    public async Task The_last_turn_calls_nothing(string right, string beside, int level) => await Recipes.CheckAsync($$"""
        public sealed class Adder { [System.ComponentModel.Description("Adds.")] public int Add(int a, int b) => a + b; }
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(problem.Level > {{level}} ? Verdict.Of(rollout.Text == problem.Answer) : Verdict.Of({{right}}));
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce, MirrorDescent, Reward<Own>, {{beside}}] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """);

    [Theory]
    [InlineData("{|KIMI5011:MaxTurns = 1|}", "MaxTurns = 1", "")]
    [InlineData("MaxTurns = 1", "MaxTurns = 4", "")]
    [InlineData("MaxTurns = 1", "MaxTurns = 1", "public IReadOnlyList<Message> Opening => [new(MessageRole.Tool, [new PromptPart.Text(\"1\")])];")]
    public async Task A_reply_is_read(string trained, string evaluated, string opening) => await Recipes.CheckAsync($$"""
        public sealed class Game : IEnvironment<MathProblem>
        {
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Episode());
            private sealed class Episode : IEpisode
            {
                {{opening}}
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                    new(turn.Text == "1" ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("1"));
                public ValueTask DisposeAsync() => default;
            }
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Reinforce, MirrorDescent, ExactAnswerReward, Environment<Game>({{trained}})] public abstract Policy LongCot(Policy warm, PromptSet curated);
            [Evaluate, ExactAnswerReward, Environment<Game>({{(trained[0] == '{' ? $"{{|KIMI5011:{evaluated}|}}" : evaluated)}})]
            public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    private static Task<IReadOnlyList<string>> JudgeAsync(string right) => Recipes.CheckAsync($$"""
        using System.Text.RegularExpressions;
        public sealed partial class Own : IReward<MathProblem>
        {
            private static readonly Regex s_answer = new("Answer: ([0-9]+)");
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var text = rollout.Text;
                return new(Verdict.Of({{right}}));
            }
            private static Regex Answer() => s_answer;
        }
        """);

    private static Task<IReadOnlyList<string>> ScoreAsync(string before, string score) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var text = rollout.Text + problem.Level;
                {{before}}
                return new(new Verdict.Scored({{score}}));
            }
            private static ValueTask<Verdict> Right => new(Verdict.Of(true));
        }
        """);
}
