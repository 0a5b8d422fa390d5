using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using static Kimi.Generators.Diagnostics.Descriptors;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports inputs that lack what a stage needs, or are the same.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InputAnalyzer() : RecipeFlowAnalyzer(
    (recipe, facts) =>
    [
        .. InputRules.Check(recipe, facts), .. GradeRule.Check(recipe, facts), .. TestTimeRule.Check(recipe, facts), .. MicroBatchRule.Check(recipe, facts),
    ],
    Bound, GivenAndInert, ZeroWeight, NoGrades, LowerContext, SameInput, NoAdapter, OtherAdapter, TooFewInputs);
