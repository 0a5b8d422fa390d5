using Kimi.Generators.Model;

namespace Kimi.Generators.Emit;

/// <summary>Writes the list of an assembly's recipes.</summary>
internal static class ManifestEmitter
{
    /// <summary>The manifest's file name.</summary>
    public const string Hint = "Kimi.Dsl.Generated.RecipeManifest.g.cs";

    /// <summary>The manifest of some recipes.</summary>
    public static string Emit(EquatableArray<ManifestEntry> entries)
    {
        var writer = new SourceWriter();
        Header.Write(writer);
        writer.Line("[assembly: global::Kimi.Dsl.Generated.KimiRecipeManifest]");
        writer.Line();
        writer.Line("namespace Kimi.Dsl.Generated;");
        writer.Line();
        // Local to the file, so that an assembly that sees the internals of another does not see two.
        writer.Line(Header.GeneratedCode);
        writer.Line("file sealed class KimiRecipeManifestAttribute : global::Kimi.Dsl.RecipeManifestAttribute");
        writer.Open();
        writer.Line("public override global::System.Collections.Generic.IReadOnlyList<global::Kimi.Dsl.RecipeEntry> Recipes { get; } =");
        writer.Line("[");
        writer.Indent();
        foreach (var entry in entries)
            writer.Line($"new({Header.Quote(entry.Name)}, static () => {entry.Type}.Graph),");
        writer.Unindent();
        writer.Line("];");
        writer.Close();
        return writer.ToString();
    }
}
