using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8002: an exception is no score.</summary>
public sealed class KIMI8002Tests
{
    [Fact]
    public async Task A_broad_catch_that_scores_is_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                try { return new(Verdict.Of(int.Parse(rollout.Text) > 0)); }
                {|KIMI8002:catch (System.Exception)|} { return new(Verdict.Of(false)); }
            }
        }
        """);

    [Fact]
    public async Task A_bare_catch_is_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                try { return new(Verdict.Of(int.Parse(rollout.Text) > 0)); }
                {|KIMI8002:catch|} { return new(new Verdict.Scored(0)); }
            }
        }
        """);

    [Fact]
    public async Task A_catch_of_the_parser_s_exception_is_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                try { return new(Verdict.Of(int.Parse(rollout.Text) > 0)); }
                catch (System.FormatException) { return new(Verdict.Of(false)); }
            }
        }
        """);

    [Fact]
    public async Task A_fault_a_filter_and_another_throw_are_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
            {
                try { return new(Verdict.Of(int.Parse(rollout.Text) > 0)); }
                catch (System.IO.IOException exception) { return new(Verdict.Fault.Of(exception)); }
                catch (System.Exception exception) when (exception is System.FormatException or System.OverflowException) { return new(Verdict.Of(false)); }
                catch (System.Exception) { throw; }
            }
        }
        """);
}
