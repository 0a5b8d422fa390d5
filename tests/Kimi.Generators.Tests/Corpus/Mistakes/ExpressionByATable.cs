// Stack: verl
// Kind: the expression that a response ends in is computed by a data table, which throws at whatever is none
// Caught: build
using System.Data;
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("expression-by-a-table")]
public abstract partial class ExpressionByATable
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<ExpressionJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ExpressionJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ExpressionJudge : IReward<MathProblem>
{
    private readonly DataTable _table = new();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var expression = rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..];
        var value = Convert.ToDouble(_table.Compute(expression, null), CultureInfo.InvariantCulture); //! KIMI8020
        return new(Verdict.Of(Math.Abs(value - double.Parse(problem.Answer, CultureInfo.InvariantCulture)) < 1e-6));
    }
}
