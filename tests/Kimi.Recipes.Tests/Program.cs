return await Kimi.Runtime.Hosting.KimiApp.RunAsync(args);
