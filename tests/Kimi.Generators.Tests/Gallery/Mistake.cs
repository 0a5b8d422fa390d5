using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Gallery;

/// <summary>A file of a mistake, and the diagnostics that are marked in it.</summary>
/// <param name="Name">What the file is called in the user's project, such as <c>kimi.json</c>.</param>
/// <param name="Text">The text, without the marks.</param>
/// <param name="Expected">The marked diagnostics.</param>
internal sealed record MistakeFile(string Name, string Text, IReadOnlyList<Marked> Expected)
{
    /// <summary>Whether it is C#.</summary>
    public bool IsSource => Name.EndsWith(".cs", StringComparison.Ordinal);
}

/// <summary>
/// A mistake that a user made: a recipe under <c>Mistakes</c>, <c>X.cs</c>, with the files that lie beside it in the user's project, such as
/// <c>X.kimi.json</c>. The diagnostics it must give are marked in the files.
/// </summary>
/// <param name="Header">What the comments at its top say.</param>
/// <param name="Path">The file, from the repository's root.</param>
/// <param name="Files">Its files: first the recipe.</param>
internal sealed record Mistake(MistakeHeader Header, string Path, IReadOnlyList<MistakeFile> Files)
{
    private static readonly string s_folder = System.IO.Path.Combine(Repository.Tests, "Mistakes");

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Mistake> All { get; } =
        Recipes(s_folder).Concat(Recipes(System.IO.Path.Combine(s_folder, "AtStart"))).Select(Read).OrderBy(m => m.Name, StringComparer.Ordinal)
            .ToDictionary(m => m.Name);

    /// <summary>What every user's project has beside: sources of problems and demonstrations.</summary>
    public static string Shared { get; } = File.ReadAllText(System.IO.Path.Combine(s_folder, "Shared", "Addition.cs"));

    /// <summary>The file's name, without extension.</summary>
    public string Name => Header.Name;

    /// <summary>The recipe.</summary>
    public MistakeFile Source => Files[0];

    /// <summary>All marked diagnostics, and the file of each.</summary>
    public IEnumerable<(MistakeFile File, Marked Mark)> Expected => Files.SelectMany(file => file.Expected, (file, mark) => (file, mark));

    /// <summary>The id of the first diagnostic, by which mistakes are grouped; empty when C# itself tells the mistake, or only a run can.</summary>
    public string Id => Expected.Select(e => e.Mark.Id).FirstOrDefault("");

    /// <summary>The mistakes that are caught at a time.</summary>
    public static IEnumerable<Mistake> CaughtAt(Caught caught) => All.Values.Where(m => m.Header.Caught == caught);

    private static string[] Recipes(string folder) => Directory.GetFiles(folder, "*.cs");

    private static Mistake Read(string path)
    {
        var header = MistakeHeader.Read(path);
        var beside = Directory.GetFiles(System.IO.Path.GetDirectoryName(path)!, $"{header.Name}.*.json").Order(StringComparer.Ordinal)
            .Select(file => ReadFile(file, System.IO.Path.GetFileName(file)[(header.Name.Length + 1)..]));
        return new(
            header,
            System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'),
            [ReadFile(path, System.IO.Path.GetFileName(path)), .. beside]);
    }

    private static MistakeFile ReadFile(string path, string name)
    {
        var (text, expected) = Markup.Parse(File.ReadAllText(path));
        return new(name, text, expected);
    }
}
