using System.Security.Cryptography;
using System.Text;
using Kimi.Dsl;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Execution;

/// <summary>The folders of runs, <c>runs/{recipe}/{id}</c>, and the links from there to the stages' outputs.</summary>
/// <param name="runsFolder">The runs folder.</param>
/// <param name="logger">Hears of links that cannot be made.</param>
internal sealed class RunFolders(string runsFolder, ILogger<RunFolders> logger)
{
    private const int TriesToLink = 20;

    /// <summary>A run's name: runs of one recipe, seed and options are one run.</summary>
    /// <param name="recipe">The recipe.</param>
    public static string IdOf(EffectiveRecipe recipe)
    {
        var options = string.Join('\n', recipe.Stages.Select(stage =>
            $"{stage.Stage.Name} {Address.Describe(stage.Options).ToJsonString()} "
            + string.Join(' ', stage.Components.Select(component => Address.Describe(component).ToJsonString()))));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{recipe.Graph.Name} {recipe.Seed}\n{options}"));
        return Convert.ToHexStringLower(hash)[..8];
    }

    /// <summary>Opens a run's folder, and points the link <c>latest</c> to it.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="KimiException">The runs folder cannot be written to.</exception>
    public RunInfo Open(EffectiveRecipe recipe)
    {
        var id = IdOf(recipe);
        var recipeFolder = Path.GetFullPath(Path.Combine(runsFolder, recipe.Graph.Name));
        var folder = Path.Combine(recipeFolder, id);
        try
        {
            Directory.CreateDirectory(folder);
            Link(Path.Combine(recipeFolder, "latest"), folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KimiException(
                $"cannot write to the runs folder '{runsFolder}' ({exception.Message.TrimEnd('.')}): make it writable, "
                + "or choose another with --runs <folder>",
                exception);
        }

        return new(recipe.Graph.Name, id, folder, recipe.Seed);
    }

    /// <summary>Makes a link, or points it elsewhere.</summary>
    /// <param name="link">The link.</param>
    /// <param name="target">The folder that it points to.</param>
    public void Link(string link, string target)
    {
        for (var triesLeft = TriesToLink; ; triesLeft--)
        {
            try
            {
                // One to a folder that someone has deleted is no directory.
                if (Directory.Exists(link))
                    Directory.Delete(link);
                else if (new FileInfo(link).LinkTarget is not null)
                    File.Delete(link);
                Directory.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, Path.GetFullPath(target)));
                return;
            }
            catch (IOException) when (triesLeft > 0)
            {
                // Parallel runs of one recipe all set its link `latest`; the last one wins.
            }
            catch (Exception exception) when (OperatingSystem.IsWindows() && exception is (IOException or UnauthorizedAccessException))
            {
                // Windows allows symbolic links only for some users; summary.json names the folders anyway.
                logger.LogInformation("no link {Link} to {Target}: {Message}", link, target, exception.Message);
                return;
            }
        }
    }
}
