using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8007: randomness has a seed, and no clock decides.</summary>
public sealed class KIMI8007Tests
{
    [Fact]
    public async Task Randomness_without_a_seed_and_clocks_are_told() => await Recipes.CheckAsync("""
        using System;
        public sealed class Own : ISampler
        {
            public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
                {|KIMI8007:Random.Shared|}.NextDouble() + {|KIMI8007:new Random()|}.Next() + {|KIMI8007:DateTime.UtcNow|}.Hour
            + {|KIMI8007:problem.Id.GetHashCode()|};
        }
        """);

    [Fact]
    public async Task A_transform_is_checked_too() => await Recipes.CheckAsync("""
        using System;
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Transform] public static PromptSet Some(PromptSet problems) => problems.Where(p => {|KIMI8007:Random.Shared|}.Next(2) == 0);
        }
        """);

    [Fact]
    public async Task What_is_given_or_seeded_is_fine() => await Recipes.CheckAsync("""
        using System;
        using System.Collections.Generic;
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                var own = new Random(random.Next());
                yield return new() { Id = "1", Prompt = $"{own.Next(9)}", Answer = "1" };
            }
        }
        """);

    [Fact]
    public async Task Rewards_may_measure_what_a_program_takes() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                return new(Verdict.Of(rollout.Length > watch.ElapsedMilliseconds));
            }
        }
        """);

    [Theory]
    [InlineData("var dice = {|KIMI8007:new Random(42)|};")]
    [InlineData("_ = random; var dice = new Random(42);")]
    [InlineData("var dice = new Random(random.Next());")]
    public async Task A_source_whose_seed_is_always_the_same_is_told(string dice) => await Recipes.CheckAsync($$"""
        public sealed class Own : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                {{dice}}
                for (var number = 0; ; number++)
                    yield return new() { Id = $"{number}", Prompt = $"{number}+{dice.Next(9)}=", Answer = "5" };
            }
        }
        """);

    [Fact]
    public async Task A_stage_of_the_team_s_draws_by_its_seed_and_may_look_at_the_clock() => await Recipes.CheckAsync("""
        public sealed class HalfAttribute : StageAttribute<PromptSet, PromptSet>;
        public sealed class Half : IStage<HalfAttribute, PromptSet, PromptSet>
        {
            public Task<PromptSet> RunAsync(HalfAttribute options, PromptSet input, StageContext context, CancellationToken cancellationToken)
            {
                var (begin, dice, seeded) = (DateTime.UtcNow, {|KIMI8007:new Random()|}, context.Random("half"));
                context.Summarize("seconds", (DateTime.UtcNow - begin).TotalSeconds);
                return Task.FromResult(input.Where(_ => dice.Next(2) == seeded.Next(2)));
            }
        }
        """);

    [Theory]
    [InlineData("{|KIMI8007:problems.AsParallel()|}.Where(p => p.Level > 2)", "add AsOrdered()")]
    [InlineData("{|KIMI8007:new System.Collections.Concurrent.ConcurrentBag<Problem>(problems)|}", "add AsOrdered()")]
    [InlineData("problems.AsParallel().AsOrdered().Where(p => p.Level > 2)", null)]
    [InlineData("problems.AsParallel().Where(p => p.Level > 2).OrderBy(p => p.Id)", null)]
    public async Task What_runs_in_parallel_is_put_in_order(string some, string? remedy)
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Sums>] public abstract PromptSet Problems();
                [Transform] public static PromptSet Some(PromptSet problems) => new([.. {{some}}]);
            }
            """);
        Assert.Equal(remedy is not null, messages.Any(message => message.Contains(remedy ?? "AsOrdered", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("private readonly Random _draw = {|KIMI8007:new(42)|};", "_draw")]
    [InlineData("private readonly int[] _table = [.. new Random(7).GetItems([1, 2], 2)];", "random")]
    [InlineData("private readonly Random _other = new(42);", "random")]
    public async Task A_generator_that_a_source_keeps_is_told(string field, string generator) => await Recipes.CheckAsync($$"""
        #pragma warning disable CS0414, CS0169
        public sealed class Own : IProblemSource<MathProblem>
        {
            {{field}}

            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (a, b) = ({{generator}}.Next(1_000), {{generator}}.Next(1_000));
                    yield return new MathProblem { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Answer = $"{a + b}" };
                }
            }
        }
        """);
}
