using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8028: what an environment said is not the policy's answer, and a response is more than its answer where all demonstrations are.</summary>
public sealed class OthersWordsTests
{
    private const string All = "string.Concat(rollout.Turns.Select(turn => turn is PolicyTurn own ? own.Text : turn is EnvironmentTurn other ? {0} : \"\"))";
    private const string Told = "{|KIMI8028:other.Text|}";

    [Theory]
    [InlineData("{0}.Contains(problem.Answer)", Told)]
    [InlineData("{0}.Split('#')[^1].Trim() == problem.Answer", Told)]
    public async Task A_result_of_a_tool_among_the_responses_is_told(string right, string text) =>
        await JudgeAsync(right.Replace("{0}", All.Replace("{0}", text, StringComparison.Ordinal), StringComparison.Ordinal), "Look", "=> $\"total {number}\"");

    [Theory]
    [InlineData("said += turn is PolicyTurn own ? own.Text : turn is EnvironmentTurn other ? {|KIMI8028:other.Text|} : \"\";")]
    [InlineData("if (turn is PolicyTurn own) said = own.Text; else if (turn is EnvironmentTurn other) said = {|KIMI8028:other.Text|};")]
    [InlineData("if (turn is PolicyTurn own) said += own.Text; else if (turn is EnvironmentTurn other) seen += other.Text;")]
    public async Task A_text_that_is_put_together_in_a_loop_is_told(string statement) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var (said, seen) = ("", "");
                foreach (var turn in rollout.Turns)
                {
                    {{statement}}
                }

                return new(seen.Length > 99 ? Verdict.Of(false) : Verdict.Of(said.Split('#')[^1].Trim() == problem.Answer));
            }
        }
        """);

    [Theory]
    [InlineData("string.Concat(rollout.Turns.OfType<PolicyTurn>().Select(turn => turn.Text)).Contains(\"#\" + problem.Answer)")]
    [InlineData("rollout.Text.Split('#')[^1] == problem.Answer && rollout.Turns.OfType<EnvironmentTurn>().Any(turn => turn.Text.Length > 3)")]
    public async Task What_the_policy_wrote_is_fine(string right) => await JudgeAsync(right, "Look", "=> $\"total {number}\"");

    [Theory]
    [InlineData("rollout.Turns.OfType<EnvironmentTurn>().LastOrDefault()?.Text == \"correct\" && problem.Level > 0", "Look")]
    [InlineData("rollout.Turns.OfType<EnvironmentTurn>().LastOrDefault()?.Text.Trim() == problem.Answer", "RunPython")]
    [InlineData("rollout.Turns.OfType<EnvironmentTurn>().Any(turn => turn.Text.Contains(problem.Answer))", "Look")]
    [InlineData("string.Concat(rollout.Turns.Select(turn => turn is PolicyTurn own ? own.Text : turn is EnvironmentTurn other ? other.Text : \"\"))"
        + ".Contains(problem.Answer)", "Execute")]
    public async Task A_verdict_and_the_output_of_code_are_not_told(string right, string tool) => await JudgeAsync(right, tool, "=> $\"total {number}\"");

    [Theory]
    [InlineData("new EnvironmentReply.Continue(\"Wrong. Try again.\")", true)]
    [InlineData("new EnvironmentReply.Continue(new Message(MessageRole.User, [new PromptPart.Text(\"Wrong. Try again.\")]))", true)]
    [InlineData("new EnvironmentReply.Continue($\"You said {turn.Text.Length}.\")", false)]
    public async Task A_hint_is_no_answer(string reply, bool isTold) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var said = {{(isTold ? "rollout.Turns.OfType<EnvironmentTurn>().LastOrDefault()?{|KIMI8028:.Text|}"
                    : "rollout.Turns.OfType<EnvironmentTurn>().LastOrDefault()?.Text")}} ?? "";
                return new(Verdict.Of(said.Trim() == problem.Answer));
            }
        }
        public sealed class Tutor : IEnvironment<MathProblem>
        {
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Lesson(problem));

            private sealed class Lesson(MathProblem problem) : IEpisode
            {
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                    new(turn.Text.EndsWith(problem.Answer, StringComparison.Ordinal) ? new EnvironmentReply.Finished() : {{reply}});

                public ValueTask DisposeAsync() => default;
            }
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Base();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce(MaxResponseTokens = 512), Grpo, Reward<Own>, Environment<Tutor>(MaxTurns = 3)]
            public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("turn is EnvironmentTurn other ? {|KIMI8028:other.Text|} : turn is PolicyTurn own ? own.Text : \"\"")]
    [InlineData("turn switch { PolicyTurn own => own.Text.Trim(), EnvironmentTurn other => {|KIMI8028:other.Text|}.Trim(), _ => \"\" }")]
    [InlineData("turn is PolicyTurn own ? own.Text : \"\"")]
    [InlineData("turn is PolicyTurn own ? own.Text : turn is EnvironmentTurn other && other.Text.Trim() == \"error\" ? \"failed\" : \"\"")]
    [InlineData("turn is PolicyTurn own ? own.Text : turn is EnvironmentTurn { Text.Length: > 3 } ? \"(seen)\" : \"\"")]
    public async Task A_method_that_writes_turns_is_followed(string text) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var all = string.Join("\n", rollout.Turns.Select(TextOf));
                return new(Verdict.Of(all.Split('#')[^1].Trim() == problem.Answer));
            }

            private static string TextOf(Turn turn) => {{text}};
        }
        """);

    [Theory]
    [InlineData("rollout.Turns.OfType<EnvironmentTurn>().Any(turn => turn.Text.Contains(\"error\")) ? \"\" : rollout.Text")]
    [InlineData("rollout.Turns.OfType<EnvironmentTurn>().LastOrDefault()?.Text == \"denied\" ? \"\" : rollout.Text.Trim()")]
    public async Task What_the_environment_decides_is_not_told(string said) => await Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var said = {{said}};
                return new(Verdict.Of(said.Split('#')[^1].Trim() == problem.Answer));
            }
        }
        """);

    private static Task<IReadOnlyList<string>> JudgeAsync(string right, string tool, string result) => Recipes.CheckAsync($$"""
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of({{right}}));
        }
        public sealed class Ledger
        {
            /// <summary>Looks it up.</summary>
            [System.ComponentModel.Description("Looks an invoice up.")]
            public string {{tool}}([System.ComponentModel.Description("the number")] int number) {{result}};
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [LoadPolicy("m")] public abstract Policy Base();
            [ProblemsFile(Path = "a.jsonl")] public abstract PromptSet Problems();
            [Reinforce(MaxResponseTokens = 512), Grpo, Reward<Own>, Tools<Ledger>(MaxTurns = 3)]
            public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
        }
        """);
}
