using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>What a recipe class must be: KIMI1001, KIMI1002, KIMI1004, KIMI1009, KIMI1011.</summary>
internal static class ShapeRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe)
    {
        var name = recipe.Type.Name;
        if (recipe.Is(RecipeTraits.Static))
            yield return new(
                DiagnosticIds.NotAbstract, recipe.Mark, $"recipe '{name}' is static: declare it 'abstract' in place of 'static', and its stages too");
        else if (!recipe.Is(RecipeTraits.Abstract))
            yield return new(DiagnosticIds.NotAbstract, recipe.Mark, $"recipe '{name}' is not abstract: add 'abstract', since its stages have no bodies");
        foreach (var mark in recipe.NotPartial)
            yield return new(DiagnosticIds.NotPartial, mark, $"recipe '{name}' is not partial: add 'partial', since the generator adds its graph to the class");
        if (Unsupported(recipe) is { } what)
            yield return new(DiagnosticIds.UnsupportedClass, recipe.Mark, $"recipe '{name}' is {what}: make it an ordinary class in a namespace");
        foreach (var reserved in recipe.Reserved)
            yield return new(DiagnosticIds.ReservedMember, reserved.Mark,
                $"'{reserved.Name}' is the name of a member that the generator adds to recipe '{name}': choose another name");
        if (!IsGoodName(recipe.Name))
        {
            yield return new(
                DiagnosticIds.RecipeName,
                recipe.NameMark,
                (recipe.Name.Length == 0
                    ? $"recipe '{name}' has no name to call it by on the command line: write [Recipe(\"…\")] with "
                    : $"recipe '{name}' is named \"{VisibleText.Line(recipe.Name)}\", which the command line cannot take: use only ")
                + "letters, digits, '-', '_' and '.', with a letter or digit first");
        }
    }

    private static string? Unsupported(RecipeModel recipe)
    {
        if (recipe.Is(RecipeTraits.Nested))
            return "nested in another type";
        if (recipe.Is(RecipeTraits.Generic))
            return "generic";
        if (recipe.Is(RecipeTraits.Record))
            return "a record";
        return recipe.Is(RecipeTraits.FileLocal) ? "local to its file" : null;
    }

    // It becomes a folder's name, and '..' would be one outside; on the command line, '-x' would be an option.
    private static bool IsGoodName(string name) =>
        name.Length > 0 && char.IsLetterOrDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
}
