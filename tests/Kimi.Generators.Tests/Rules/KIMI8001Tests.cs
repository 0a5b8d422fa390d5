using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8001: a reward looks at the response.</summary>
public sealed class KIMI8001Tests
{
    [Fact]
    public async Task A_reward_of_the_problem_alone_is_told() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout {|KIMI8001:rollout|}, CancellationToken cancellationToken) =>
                new(new Verdict.Scored(problem.Level));
        }
        """);

    [Fact]
    public async Task One_that_looks_at_the_response_is_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                new(Verdict.Of(rollout.Length < 9));
        }
        """);

    [Fact]
    public async Task One_that_is_not_written_yet_is_fine() => await Recipes.CheckAsync("""
        using System.Threading;
        using System.Threading.Tasks;
        public sealed class Own : IReward<MathProblem>
        {
            public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
                throw new System.NotImplementedException();
        }
        """);
}
