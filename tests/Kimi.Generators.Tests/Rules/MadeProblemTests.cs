using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4009 behind a transform that makes problems of its own: their type is what its text says.</summary>
public sealed class MadeProblemTests
{
    [Theory]
    [InlineData("=> new([.. problems.Select(one => new Riddle { Id = one.Id, Prompt = one.Prompt })]);", "{|KIMI4009:ExactAnswerReward|}")]
    [InlineData("{ var made = new List<Riddle>(); foreach (var one in problems) made.Add(new() { Id = one.Id, Prompt = one.Prompt }); return new(made); }",
        "{|KIMI4009:ExactAnswerReward|}")]
    [InlineData("=> new PromptSet([.. problems.OfType<Riddle>().Take(3)]);", "{|KIMI4009:ExactAnswerReward|}")]
    [InlineData("{ Riddle Of(Problem one) => new() { Id = one.Id, Prompt = one.Prompt }; return new([.. problems.Select(Of)]); }",
        "{|KIMI4009:ExactAnswerReward|}")]
    [InlineData("=> new([.. problems.Select(one => new Verse { Id = one.Id, Prompt = one.Prompt })]);", "{|KIMI4009:ExactAnswerReward|}")]
    [InlineData("=> new([.. problems.Select(one => new MathProblem { Id = one.Id, Prompt = one.Prompt, Answer = \"1\" })]);", "ExactAnswerReward")]
    [InlineData("=> new([.. problems.Select(one => one.Level > 1 ? one : new Riddle { Id = one.Id, Prompt = one.Prompt })]);", "ExactAnswerReward")]
    [InlineData("=> new([.. problems.OfType<Verse>()]);", "Reward<SonnetReward>")]
    [InlineData("=> new([.. problems, .. problems.OfType<Riddle>()]);", "ExactAnswerReward")]
    [InlineData("{ if (problems.Count > 9) return problems; return new([.. problems.OfType<Riddle>()]); }", "ExactAnswerReward")]
    [InlineData("=> new([.. problems.Select(one => new Riddle { Id = one.Id, Prompt = one.Prompt })]);", "Reward<RiddleReward>")]
    public async Task A_reward_for_another_type_is_told_where_the_type_is_certain(string body, string reward) => await Recipes.CheckAsync($$"""
        public sealed record Riddle : Problem;
        public record Verse : Problem;
        public sealed record Sonnet : Verse;
        public abstract class RiddleReward : IReward<Riddle>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Riddle problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public abstract class SonnetReward : IReward<Sonnet>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Sonnet problem, Rollout rollout, CancellationToken cancellationToken);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Transform] public static PromptSet Other(PromptSet problems) {{body}}
            [Reinforce, MirrorDescent, {{reward}}] public abstract Policy Tuned(Policy warm, PromptSet other);
        }
        """);
}
