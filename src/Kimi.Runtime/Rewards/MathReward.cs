using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Mathematics;

namespace Kimi.Runtime.Rewards;

/// <summary>Correctness of mathematical answers in any equivalent form (paper 2.3.5).</summary>
/// <remarks>
/// A response without an answer is wrong. One whose answer cannot be read is compared as text. A reference answer that cannot be read is a fault of the data,
/// told before the first stage where the problems are a file's.
/// </remarks>
[ImplementationVersion(2)]
public sealed class MathReward : IMathReward, IReward<MathProblem>, IProblemCheck
{
    private readonly MathJudge _judge;

    /// <summary>Creates the reward.</summary>
    /// <param name="options">How answers are found.</param>
    /// <exception cref="KimiException">In no way.</exception>
    public MathReward(MathRewardAttribute options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is { Boxed: false, Marked: false, Stated: false, LastLine: false })
            throw new KimiException("[MathReward] finds no answer anywhere: set one of Boxed, Marked, Stated and LastLine to true");
        _judge = new(new(options.Boxed, options.Marked, options.Stated, options.LastLine));
    }

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(rollout);
        try
        {
            return new(_judge.Judge(_judge.Read(problem.Answer), rollout.Text));
        }
        catch (FormatException exception)
        {
            return new(new Verdict.Unscorable($"the reference answer of problem {problem.Id}: {exception.Message}"));
        }
    }

    ValueTask<Func<Problem, string?>> IProblemCheck.TroubleAsync(CancellationToken cancellationToken) => new(Trouble);

    private string? Trouble(Problem problem)
    {
        try
        {
            _ = problem is MathProblem typed ? _judge.Read(typed.Answer) : null;
            return null;
        }
        catch (FormatException exception)
        {
            return $"[MathReward] cannot use its reference answer: {exception.Message}";
        }
    }
}
