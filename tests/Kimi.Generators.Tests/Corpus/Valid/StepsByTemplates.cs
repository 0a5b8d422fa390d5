// Form: demonstrations by templates that an attribute with constraints chooses, with the steps of long division
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Acme.Division;

[Recipe("steps-by-templates")]
[Sampling(MaxResponseTokens = 200)]
public abstract partial class StepsByTemplates
{
    [Problems<Divisions>(Count = 4_000)]
    public abstract PromptSet Train();

    [Problems<Divisions>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LongDivision(Style = DivisionStyle.Numbered, Mistakes = 0.2, PerProblem = 2)]
    public abstract Demonstrations Steps([From(nameof(Train))] PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Blank();

    [FineTune(Steps = 800)]
    public abstract Policy Taught(Policy blank, Demonstrations steps);

    [Reinforce(Iterations = 60), MirrorDescent, Reward<Quotient>]
    public abstract Policy Tuned([From(nameof(Taught))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<Quotient>]
    public abstract Evaluation Report(Policy taught, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>How steps look.</summary>
public enum DivisionStyle
{
    /// <summary>As sentences.</summary>
    Plain,

    /// <summary>With numbers.</summary>
    Numbered,
}

/// <summary>Steps of long division.</summary>
public sealed class LongDivisionAttribute : DemonstrationsAttribute<LongDivision>
{
    /// <summary>How steps look.</summary>
    [DefaultValue(DivisionStyle.Plain)]
    public DivisionStyle Style { get; set; }

    /// <summary>How often a step is wrong first, and then put right.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.0)]
    public double Mistakes { get; set; }
}

/// <summary>Divisions with a remainder.</summary>
public sealed class Divisions : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (dividend, divisor) = (random.Next(100, 100_000), random.Next(2, 10));
            yield return new()
            {
                Id = $"{dividend}:{divisor}",
                Prompt = $"{dividend}:{divisor}=",
                Answer = string.Create(CultureInfo.InvariantCulture, $"{dividend / divisor} R {dividend % divisor}"),
            };
        }
    }
}

/// <summary>Writes the steps.</summary>
public sealed class LongDivision(LongDivisionAttribute options) : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var parts = problem.Prompt.Text.TrimEnd('=').Split(':');
        var divisor = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var steps = new StringBuilder();
        var (rest, number) = (0, 0);
        foreach (var digit in parts[0])
        {
            var current = (rest * 10) + (digit - '0');
            var times = current / divisor;
            if (random.NextDouble() < options.Mistakes)
                steps.Append(Step(++number, current, divisor, times + 1)).Append("no, too much\n");
            steps.Append(Step(++number, current, divisor, times));
            rest = current - (times * divisor);
        }

        return steps.Append("= ").Append(problem.Answer).ToString();
    }

    private string Step(int number, int current, int divisor, int times) => options.Style switch
    {
        DivisionStyle.Numbered => $"{number}. {current}:{divisor}->{times}\n",
        DivisionStyle.Plain => $"{current} holds {divisor} {times} times\n",
        _ => throw new InvalidOperationException($"there is no style {options.Style}"),
    };
}

/// <summary>Quotient and remainder in the last line.</summary>
public sealed class Quotient : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var sign = rollout.Text.LastIndexOf("= ", StringComparison.Ordinal);
        if (sign < 0)
            return new(new Verdict.Scored(0, "unfinished"));
        var given = rollout.Text[(sign + 2)..].Trim();
        var (whole, right) = (given.Split(" R ", 2)[0], problem.Answer.Split(" R ", 2)[0]);
        return new(new Verdict.Scored(given == problem.Answer ? 1 : whole == right ? 0.4 : 0) { Answer = given });
    }
}
