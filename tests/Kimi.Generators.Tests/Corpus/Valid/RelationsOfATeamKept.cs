// Form: sums and products of a team that hold at their limits, and an option that matters
using Kimi.Dsl;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("relations-of-a-team-kept")]
public abstract partial class RelationsOfATeamKept
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
    [Panel(Mode = PanelMode.Weighed, Judges = 4, Votes = 8, ForAnswer = 0.7, ForForm = 0.3, Tie = 0.25)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Panel]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>How a panel decides.</summary>
public enum PanelMode
{
    /// <summary>By most.</summary>
    Most,

    /// <summary>By weights.</summary>
    Weighed,
}

/// <summary>A panel.</summary>
[ProductAtMost([nameof(Judges), nameof(Votes)], [nameof(Calls)])]
[SumAtMost([nameof(ForAnswer), nameof(ForForm)], nameof(Total))]
public sealed class PanelAttribute : RewardAttribute<Panel>
{
    /// <summary>How.</summary>
    public PanelMode Mode { get; set; }

    /// <summary>Judges.</summary>
    public int Judges { get; set; } = 3;

    /// <summary>Votes of each.</summary>
    public int Votes { get; set; } = 1;

    /// <summary>The most calls.</summary>
    public int Calls { get; set; } = 32;

    /// <summary>For the answer.</summary>
    public double ForAnswer { get; set; } = 0.8;

    /// <summary>For the form.</summary>
    public double ForForm { get; set; } = 0.2;

    /// <summary>Together.</summary>
    public double Total { get; set; } = 1;

    /// <summary>What a tie earns.</summary>
    [MattersWhen(nameof(Mode), Comparison.EqualTo, PanelMode.Weighed)]
    [Range(0.0, 0.5)]
    public double Tie { get; set; } = 0.5;
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
public sealed class Panel(PanelAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var place = rollout.Text.LastIndexOf('#');
        var right = rollout.Text[(place + 1)..] == problem.Answer;
        var score = (right ? options.ForAnswer : 0) + (place >= 0 ? options.ForForm : 0);
        return new(new Verdict.Scored(options.Mode == PanelMode.Weighed && !right ? Math.Min(score, options.Tie) : score));
    }
}
