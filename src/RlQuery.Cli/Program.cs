Console.WriteLine("rlquery");
