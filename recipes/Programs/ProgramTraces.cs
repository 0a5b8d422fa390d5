using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Kimi.Recipes.Programs;

/// <summary>Programs by a hasty teacher, who mistakes an operation now and then. A policy that learns from them leaves something for reinforcement learning:
/// care.</summary>
public sealed class ProgramTracesAttribute : DemonstrationsAttribute<ProgramTraces>
{
    /// <summary>How often an operation is mistaken for another. Default: 0.2.</summary>
    [Range(0.0, 1.0)]
    public double SlipRate { get; set; } = 0.2;
}

/// <summary>Writes programs, such as <c>x 3 + y *</c> for <c>x+3*y=</c>.</summary>
/// <param name="options">How often operations are mistaken.</param>
[ImplementationVersion(1)]
public sealed class ProgramTraces(ProgramTracesAttribute options) : IDemonstrationSource<CodeProblem>
{
    /// <summary>The characters of prompts and programs.</summary>
    public const string Alphabet = "0123456789xy+-*<>= minaflbd:(),";

    /// <inheritdoc/>
    public string Respond(CodeProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var read = Calculation.Parse(problem.Prompt.Text).Operations.Select(operation => random.NextDouble() < options.SlipRate
            ? (Calculation.Of(random, Calculation.Operators), Calculation.Of(random, Calculation.Operands))
            : operation);
        return new Calculation([.. read]).Program(problem.Language);
    }
}
